using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Semrush.Client.Http.Internal;

internal ref partial struct ApiCall
{
    public void Json<T>(T request, JsonTypeInfo<T> type)
        where T : class, IChecked
    {
        Check.Body(request);
        _body = JsonSerializer.SerializeToUtf8Bytes(request, type);
        _contentType = "application/json";
        _secrets = SecretsOf(request);
    }

    public void Form<T>(T request, JsonTypeInfo<T> type)
        where T : class, IChecked
    {
        Check.Body(request);
        _body = FormText.From(JsonSerializer.SerializeToElement(request, type));
        _contentType = "application/x-www-form-urlencoded";
        _secrets = SecretsOf(request);
    }

    private static IReadOnlyList<string> SecretsOf(object request)
        => request is ISecretBearer bearer ? [.. bearer.Secrets.OfType<string>().Where(secret => secret.Length > 0)] : [];
}
