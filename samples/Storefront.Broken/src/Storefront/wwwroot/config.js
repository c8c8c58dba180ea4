window.shop = {
  mailUser: "shop",
  mailPassword: "Tr0ub4dor-and-3", // gate: OMNI1016
};
