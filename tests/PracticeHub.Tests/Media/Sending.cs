using System.Buffers.Binary;
using System.IO.Compression;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using PracticeHub.Tests.Infrastructure;

namespace PracticeHub.Tests.Media;

/// <summary>Files to send, and the ways in.</summary>
internal static class Sending
{
    public const string Secret = "53.5511N 9.9937E";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>A picture whose left half is red and whose right half is blue, as PNG.</summary>
    public static byte[] Picture(int width, int height)
    {
        byte[] row = [0, .. Enumerable.Range(0, width).SelectMany(x => x < width / 2 ? (byte[])[255, 0, 0] : [0, 0, 255])];
        using var pixels = new MemoryStream();
        using (var zlib = new ZLibStream(pixels, CompressionLevel.Fastest, leaveOpen: true))
        {
            Enumerable.Range(0, height).ToList().ForEach(_ => zlib.Write(row));
        }

        var head = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(head, width);
        BinaryPrimitives.WriteInt32BigEndian(head.AsSpan(4), height);
        (head[8], head[9]) = (8, 2);
        return [0x89, .. "PNG\r\n\u001a\n"u8, .. Chunk("IHDR", head), .. Chunk("tEXt", Encoding.ASCII.GetBytes("Comment\0" + Secret)), .. Chunk("IDAT", pixels.ToArray()), .. Chunk("IEND", [])];
    }

    /// <summary>A photograph as a camera on its side makes it, which says where it was taken.</summary>
    public static byte[] Photograph(int width, int height)
    {
        var jpeg = Drawing.JpegOf(Picture(width, height));
        byte[] note = [.. "Exif\0\0MM\0*\0\0\0\u0008\0\u0001\u0001\u0012\0\u0003\0\0\0\u0001\0\u0006\0\0\0\0\0\0"u8, .. Encoding.ASCII.GetBytes(Secret)];
        byte[] segment = [0xff, 0xe1, 0, (byte)(note.Length + 2), .. note];
        return [.. jpeg[..2], .. segment, .. jpeg[2..], .. Encoding.ASCII.GetBytes(Secret)];
    }

    /// <summary>A picture of a few bytes that says of itself that it is very large.</summary>
    public static byte[] Bomb(int side)
    {
        var png = Picture(1, 1);
        BinaryPrimitives.WriteInt32BigEndian(png.AsSpan(16), side);
        BinaryPrimitives.WriteInt32BigEndian(png.AsSpan(20), side);
        BinaryPrimitives.WriteUInt32BigEndian(png.AsSpan(29), Crc(png.AsSpan(12, 17)));
        return png;
    }

    /// <summary>A photograph of a giant size, which a careless reader takes for a small one: it reads a length behind a marker that has none, and finds another frame there.</summary>
    public static byte[] TwoFaced(int side, params byte[] marker)
    {
        var jpeg = Drawing.JpegOf(Picture(16, 16));
        var frame = jpeg.AsSpan().IndexOf((ReadOnlySpan<byte>)[0xff, 0xc0]);
        BinaryPrimitives.WriteUInt16BigEndian(jpeg.AsSpan(frame + 5), (ushort)side);
        BinaryPrimitives.WriteUInt16BigEndian(jpeg.AsSpan(frame + 7), (ushort)side);
        byte[] whole = [.. jpeg[..frame], .. marker, .. jpeg[frame..]];
        var far = frame + 2 + BinaryPrimitives.ReadUInt16BigEndian(whole.AsSpan(frame + 2));
        return [.. whole, .. new byte[far - whole.Length], 0xff, 0xc0, 0, 17, 8, 0, 16, 0, 16, 3, 1, 0x22, 0, 2, 0x11, 1, 3, 0x11, 1];
    }

    /// <summary>A photograph that is to be gone over again and again.</summary>
    public static byte[] OverAndOver(int scans)
    {
        var jpeg = Drawing.JpegOf(Picture(16, 16));
        var scan = 2 + jpeg.AsSpan(2).IndexOf((ReadOnlySpan<byte>)[0xff, 0xda]);
        return [.. jpeg[..^2], .. Enumerable.Repeat(jpeg[scan..^2], scans - 1).SelectMany(again => again), .. jpeg[^2..]];
    }

    /// <summary>A moving picture of one pixel whose only frame says that it is giant.</summary>
    public static byte[] Frame(int side)
    {
        byte[] low = [(byte)side, (byte)(side >> 8)];
        return [.. "GIF89a"u8, 1, 0, 1, 0, 0x80, 0, 0, 0, 0, 0, 255, 255, 255, 0x2c, 0, 0, 0, 0, .. low, .. low, 0, 2, 2, 0x44, 1, 0, 0x3b];
    }

    public static byte[] Zip(string entry)
    {
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            zip.CreateEntry(entry);
        }

        return stream.ToArray();
    }

    public static async Task<(HttpStatusCode Status, JsonObject Said)> UploadAsync(this Browser browser, string name, byte[] content, params (string Name, string Value)[] fields)
    {
        using var form = new MultipartFormDataContent { { new ByteArrayContent(content), "file", name } };
        foreach (var (field, value) in fields)
        {
            form.Add(new StringContent(value), field);
        }

        using var request = new HttpRequestMessage(HttpMethod.Post, "/media/upload") { Content = form, Headers = { { "Accept", "application/json" }, { "RequestVerificationToken", await browser.TokenAsync() } } };
        using var response = await browser.Http.SendAsync(request, Ct);
        return (response.StatusCode, JsonNode.Parse(await response.Content.ReadAsStringAsync(Ct))!.AsObject());
    }

    /// <summary>Uploads and answers the path.</summary>
    public static async Task<string> UploadedAsync(this Browser browser, string name, byte[] content, string alt = "", string folder = "")
    {
        var (status, said) = await browser.UploadAsync(name, content, ("alt", alt), ("folder", folder));
        Assert.True(status == HttpStatusCode.Created, said.ToString());
        return said["path"]!.ToString();
    }

    public static async Task<string> TokenAsync(this Browser browser) =>
        (await browser.GetAsync("/log")).One("#log-composer input[name=__RequestVerificationToken]").GetAttribute("value")!;

    /// <summary>Sends files by a form, as a browser without script does.</summary>
    public static async Task<PageSeen> SendFilesAsync(this Browser browser, string address, string field, params (string Name, byte[] Content)[] files)
    {
        using var form = new MultipartFormDataContent { { new StringContent(await browser.TokenAsync()), "__RequestVerificationToken" } };
        foreach (var (name, content) in files)
        {
            form.Add(new ByteArrayContent(content), field, name);
        }

        return await browser.SendAsync(address, form);
    }

    public static async Task<HttpResponseMessage> FetchAsync(this Browser browser, string address) => await browser.Http.GetAsync(new Uri(address, UriKind.Relative), Ct);

    public static async Task<HttpStatusCode> StatusAsync(this Browser browser, string address)
    {
        using var response = await browser.FetchAsync(address);
        return response.StatusCode;
    }

    public static string Page(string path) => "/media/file?path=" + Uri.EscapeDataString(path);

    private static byte[] Chunk(string name, byte[] content)
    {
        byte[] body = [.. Encoding.ASCII.GetBytes(name), .. content];
        var chunk = new byte[body.Length + 8];
        BinaryPrimitives.WriteInt32BigEndian(chunk, content.Length);
        body.CopyTo(chunk, 4);
        BinaryPrimitives.WriteUInt32BigEndian(chunk.AsSpan(body.Length + 4), Crc(body));
        return chunk;
    }

    private static uint Crc(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        foreach (var b in bytes)
        {
            crc ^= b;
            for (var bit = 0; bit < 8; bit++)
            {
                crc = (crc & 1) == 1 ? (crc >> 1) ^ 0xEDB88320 : crc >> 1;
            }
        }

        return ~crc;
    }
}
