using Semrush.Client.Http.Limits.Internal;

namespace Semrush.Client.Tests.Http.Limits.Internal;

public sealed class AccountTests
{
    [Fact]
    public void Another_key_of_an_account_stands_for_it_unless_it_stands_for_one_in_use()
    {
        var (account, other) = (Account.OfSecret("canary-first-key"), Account.OfSecret("canary-third-key"));

        account.AlsoHas("canary-second-key");
        account.AlsoHas("canary-third-key");

        Assert.Same(account, Account.OfSecret("canary-second-key"));
        Assert.Same(other, Account.OfSecret("canary-third-key"));
        GC.KeepAlive(account);
    }
}
