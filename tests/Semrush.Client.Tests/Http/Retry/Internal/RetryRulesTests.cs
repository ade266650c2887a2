using Semrush.Client.Http.Retry.Internal;

namespace Semrush.Client.Tests.Http.Retry.Internal;

/// <summary>The table of the design, status by status: which classes of operation may be repeated.</summary>
public sealed class RetryRulesTests
{
    public static TheoryData<int, string> Table => new()
    {
        { 400, "" },
        { 401, "" },
        { 403, "" },
        { 404, "" },
        { 408, "Safe Keyed" },
        { 409, "" },
        { 413, "" },
        { 422, "" },
        { 429, "Safe Rejected Keyed" },
        { 499, "Safe Keyed" },
        { 500, "Safe Keyed" },
        { 501, "" },
        { 502, "Safe Keyed" },
        { 503, "Safe Rejected Keyed" },
        { 504, "Safe Keyed" },
        { 550, "Safe Keyed" },
        { 551, "" },
        { 552, "" },
        { 553, "Safe Rejected Keyed" },
        { 554, "Safe Keyed" },
    };

    [Theory]
    [MemberData(nameof(Table))]
    public void The_status_decides_where_the_server_says_nothing_more(int status, string classes)
        => Assert.Equal(classes, ClassesThatRepeat(status, null));

    [Theory]
    [MemberData(nameof(Table))]
    public void The_server_can_forbid_every_repetition(int status, string classes)
    {
        _ = classes;
        Assert.Equal("", ClassesThatRepeat(status, false));
    }

    [Theory]
    [MemberData(nameof(Table))]
    public void The_server_can_allow_repetition_except_of_what_spends_and_of_what_does_not_exist(int status, string classes)
    {
        _ = classes;
        Assert.Equal(status == 551 ? "" : "Safe Rejected Keyed", ClassesThatRepeat(status, true));
    }

    [Theory]
    [InlineData(301)]
    [InlineData(302)]
    [InlineData(307)]
    [InlineData(308)]
    public void A_redirect_is_not_repeated(int status) => Assert.Equal("", ClassesThatRepeat(status, null));

    [Theory]
    [InlineData(nameof(Silence.NeverSent), "Safe Rejected Keyed")]
    [InlineData(nameof(Silence.TimedOut), "Safe Keyed")]
    [InlineData(nameof(Silence.Misconfigured), "")]
    public void Without_an_answer_it_counts_whether_the_server_may_have_acted(string silence, string classes)
        => Assert.Equal(classes, string.Join(' ', Enum.GetValues<RetryClass>().Where(retry => RetryRules.MayRepeat(retry, Enum.Parse<Silence>(silence)))));

    private static string ClassesThatRepeat(int status, bool? saysServer)
        => string.Join(' ', Enum.GetValues<RetryClass>().Where(retry => RetryRules.MayRepeat(retry, status, saysServer)));
}
