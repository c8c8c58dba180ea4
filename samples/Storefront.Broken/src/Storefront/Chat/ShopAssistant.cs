using Storefront.Catalog;

namespace Storefront.Chat;

/// <summary>Answers a shopper's question with the products it mentions.</summary>
public sealed class ShopAssistant(ProductSearch products)
{
    private static readonly char[] Separators = " \t\r\n.,;:!?\"'()-/".ToCharArray();

    public async Task<ChatReply> AnswerAsync(string question, CancellationToken cancellation)
    {
        var words = question.Split(Separators, StringSplitOptions.RemoveEmptyEntries)
            .Distinct(StringComparer.OrdinalIgnoreCase)
            .Take(20)
            .ToList();

        if (words.Count == 0)
        {
            return new ChatReply("What are you looking for?", []);
        }

        // Postgres leaves out the words that say nothing about a product ("do", "you", "any").
        var found = await products.FindAsync(string.Join(" or ", words), sort: "", limit: 5, cancellation);

        return new ChatReply(found.Count == 0 ? "We have nothing like that." : "This is what we have:", found);
    }
}
