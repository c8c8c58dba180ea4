namespace Omniops.Gates.Analyzers.Secrets;

/// <summary>Names of parameters by which a method takes a key and its value side by side.</summary>
internal static class PairNames
{
    public static bool IsKey(string parameter) => parameter is
        "key" or "name" or "variable" or "item1" or "header" or "headerName" or "parameterName" or "keyName" or "settingName" or "setting"
        or "field" or "fieldName" or "property" or "propertyName" or "path" or "option" or "k";

    public static bool IsValue(string parameter) => parameter is
        "value" or "val" or "v" or "item2" or "newValue" or "defaultValue" or "values" or "content" or "data";
}
