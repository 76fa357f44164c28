using PrivacyCrm.Core.Errors;

namespace PrivacyCrm.Benchmarks;

/// <summary>Values that cannot be refused here.</summary>
internal static class Results
{
    public static T Value<T>(this Result<T> result) => result.TryGet(out T? value, out CrmError? error) ? value : throw new InvalidOperationException(error.Code);
}
