using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Localization;

namespace PracticeHub.Kernel.Security;

/// <summary>What is wrong with an account or a password, in the reader's language; Identity's own texts are English.</summary>
public sealed class AccountErrors(IStringLocalizer<Words> words) : IdentityErrorDescriber
{
    public override IdentityError DefaultError() => New(nameof(DefaultError), words["That did not work. Try again."]);

    public override IdentityError ConcurrencyFailure() => New(nameof(ConcurrencyFailure), words["That did not work. Try again."]);

    public override IdentityError PasswordMismatch() => New(nameof(PasswordMismatch), words["The password that you have is not right."]);

    public override IdentityError PasswordTooShort(int length) => New(nameof(PasswordTooShort), words["It needs at least {0} characters.", length]);

    public override IdentityError PasswordRequiresLower() => New(nameof(PasswordRequiresLower), words["It needs at least one small letter from a to z."]);

    public override IdentityError PasswordRequiresUniqueChars(int uniqueChars) =>
        New(nameof(PasswordRequiresUniqueChars), words["It needs at least {0} different characters.", uniqueChars]);

    public override IdentityError DuplicateUserName(string userName) => New(nameof(DuplicateUserName), words["Somebody has this user name already."]);

    public override IdentityError InvalidUserName(string? userName) =>
        New(nameof(InvalidUserName), words["A user name has lower-case letters, digits, dot, dash and underscore only."]);

    private static IdentityError New(string code, string description) => new() { Code = code, Description = description };
}
