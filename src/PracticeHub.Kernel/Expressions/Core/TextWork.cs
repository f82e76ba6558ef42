namespace PracticeHub.Kernel.Expressions.Core;

/// <summary>What both syntaxes do with text, bounded.</summary>
internal static class TextWork
{
    extension(Machine machine)
    {
        /// <summary>Replaces every occurrence; the caller has paid for the search.</summary>
        public Value ReplaceAll(string text, string sought, string replacement, int at)
        {
            var result = new BoundedText(machine);
            var start = 0;
            for (var found = text.IndexOf(sought, StringComparison.Ordinal);
                 found >= 0;
                 found = text.IndexOf(sought, start, StringComparison.Ordinal))
            {
                result.Append(text.AsSpan(start, found - start), at);
                result.Append(replacement, at);
                start = found + sought.Length;
            }

            result.Append(text.AsSpan(start), at);
            return Value.Of(result.ToString());
        }

        /// <summary>Every part costs a step; an empty separator splits into characters.</summary>
        public Value Split(string text, string separator, int at)
        {
            var parts = new List<Value>();
            if (separator.Length == 0)
            {
                machine.Step(at, text.Length);
                return Value.Of([.. text.Select(c => Value.Of(c.ToString()))]);
            }

            foreach (var part in text.AsSpan().Split(separator))
            {
                machine.Step(at);
                parts.Add(machine.Text(text[part], at));
            }

            return Value.Of([.. parts]);
        }
    }
}
