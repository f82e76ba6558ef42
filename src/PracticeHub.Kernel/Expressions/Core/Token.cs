namespace PracticeHub.Kernel.Expressions.Core;

internal enum TokenKind
{
    End,
    Name,
    Number,
    Text,
    Sign,
}

/// <param name="Text">The name, the sign, or what a quoted text says.</param>
/// <param name="AfterLine">A line ended before it.</param>
internal readonly record struct Token(TokenKind Kind, string Text, int At, double Number = 0, bool AfterLine = false)
{
    public bool Is(string sign) => Kind == TokenKind.Sign && Text == sign;

    public bool IsName(string name) => Kind == TokenKind.Name && Text == name;

    public string Shown => Kind == TokenKind.Text ? "The text" : $"`{(Text.Length > 40 ? Text[..40] + "…" : Text)}`";
}
