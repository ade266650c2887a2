using Semrush.Client;
using Semrush.Client.AspNetCore;

var builder = WebApplication.CreateBuilder();
builder.Configuration["Urls"] = "http://127.0.0.1:0";
builder.Configuration["Semrush:BaseAddress"] = args[0];
builder.Configuration["Semrush:ApiKey"] = args[1];
builder.Configuration["Semrush:AppCenter:AppId"] = "bf860c6b-dd98-42f2-b23d-17dcec59ca0d";
builder.Configuration["Semrush:AppCenter:AppSecret"] = "a secret of thirty-two characters";
builder.Services.AddSemrush(builder.Configuration.GetSection("Semrush"));
builder.Services.AddAuthentication(SemrushIframeDefaults.AuthenticationScheme)
    .AddSemrushIframe(builder.Configuration.GetSection("Semrush:AppCenter"));
builder.Services.AddAuthorization();

var app = builder.Build();
app.UseAuthentication();
app.UseAuthorization();
app.MapGet("/campaigns", async (SemrushClient semrush) =>
{
    var campaigns = await semrush.MapRankTracker.GetCampaignsAsync().ToListAsync();
    return string.Join('\n', campaigns.Select(campaign => $"campaign {campaign.Name}"));
});
app.MapGet("/iframe", () => "").RequireAuthorization();
await app.StartAsync();

using var browser = new HttpClient { BaseAddress = new Uri(app.Urls.Single()) };
Console.WriteLine(await browser.GetStringAsync("/campaigns"));
using var rejected = await browser.GetAsync("/iframe");
Console.WriteLine($"without a token: {(int)rejected.StatusCode}");
