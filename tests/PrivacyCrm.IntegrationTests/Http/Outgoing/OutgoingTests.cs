using System.Net;
using Microsoft.Extensions.Configuration;
using PrivacyCrm.Api.Outgoing;
using PrivacyCrm.IntegrationTests.Support;

namespace PrivacyCrm.IntegrationTests.Http.Outgoing;

public sealed class OutgoingTests
{
    private static readonly OutgoingNetworks ThisMachine = Networks("127.0.0.0/8");

    [Fact]
    public async Task Answer_is_read_to_its_end_with_status_and_type()
    {
        await using Receiver receiver = await Receiver.StartAsync("""{"near":true}""", 201);

        OutgoingAnswer answer = await SendAsync(ThisMachine, receiver.Address);

        Assert.Equal((201, "application/json", """{"near":true}""", null), (answer.Status, answer.ContentType, System.Text.Encoding.UTF8.GetString(answer.Body.Span), answer.Failure));
    }

    [Fact]
    public async Task Redirect_is_an_answer_and_is_not_followed()
    {
        await using Receiver inside = await Receiver.StartAsync();
        await using Receiver outside = await Receiver.StartAsync((context, _) =>
        {
            context.Response.Redirect(inside.Address);
            return Task.CompletedTask;
        });

        OutgoingAnswer answer = await SendAsync(ThisMachine, outside.Address);

        Assert.Equal(302, answer.Status);
        Assert.Empty(inside.Calls);
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("localhost")]
    [InlineData("2130706433")]
    [InlineData("0x7f.1")]
    [InlineData("[::ffff:127.0.0.1]")]
    public async Task Own_machine_is_not_called_however_it_is_written(string host)
    {
        await using Receiver receiver = await Receiver.StartAsync();
        int port = new Uri(receiver.Address).Port;

        OutgoingAnswer plain = await SendAsync(Networks("10.0.0.0/8"), $"http://{host}:{port}/");
        OutgoingAnswer secure = await SendAsync(Networks(string.Empty), $"https://{host}:{port}/");

        Assert.Equal((OutgoingAnswer.AddressRefused, OutgoingAnswer.AddressRefused), (plain.Failure, secure.Failure));
        Assert.Empty(receiver.Calls);
    }

    [Fact]
    public async Task Name_that_means_this_machine_is_refused_when_the_connection_is_made()
    {
        await using Receiver receiver = await Receiver.StartAsync();
        string url = $"http://localhost:{new Uri(receiver.Address).Port}/";
        OutgoingNetworks networks = Networks("10.0.0.0/8");
        Assert.True(networks.IsUsable(url));

        OutgoingAnswer answer = await SendAsync(networks, url);

        Assert.Equal(OutgoingAnswer.AddressRefused, answer.Failure);
        Assert.Empty(receiver.Calls);
    }

    [Fact]
    public async Task Answer_that_does_not_end_is_given_up()
    {
        await using Receiver receiver = await Receiver.StartAsync(async (context, _) =>
        {
            await context.Response.Body.WriteAsync("{"u8.ToArray());
            await context.Response.Body.FlushAsync();
            await Task.Delay(Timeout.Infinite, context.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
        });

        OutgoingAnswer answer = await SendAsync(ThisMachine, receiver.Address, TimeSpan.FromMilliseconds(300));

        Assert.Equal(OutgoingAnswer.TimedOut, answer.Failure);
    }

    [Fact]
    public async Task Answer_that_is_too_long_is_given_up()
    {
        await using Receiver receiver = await Receiver.StartAsync(async (context, _) =>
        {
            for (int part = 0; part < 40; part++)
            {
                await context.Response.Body.WriteAsync(new byte[64 * 1024], context.RequestAborted);
            }
        });

        OutgoingAnswer answer = await SendAsync(ThisMachine, receiver.Address);

        Assert.Equal(OutgoingAnswer.TooLarge, answer.Failure);
    }

    [Fact]
    public async Task Nobody_there_is_an_answer()
    {
        string address;
        await using (Receiver receiver = await Receiver.StartAsync())
        {
            address = receiver.Address;
        }

        Assert.Equal(OutgoingAnswer.Unreachable, (await SendAsync(ThisMachine, address)).Failure);
    }

    [Theory]
    [InlineData("https://example.com/x", "", true)]
    [InlineData("https://example.com:8443/x", "", true)]
    [InlineData("http://example.com/x", "", false)]
    [InlineData("http://10.1.2.3/x", "10.1.0.0/16", true)]
    [InlineData("http://10.2.2.3/x", "10.1.0.0/16", false)]
    [InlineData("https://10.2.2.3/x", "10.1.0.0/16", false)]
    [InlineData("https://169.254.169.254/latest", "", false)]
    [InlineData("https://[fd00::1]/", "", false)]
    [InlineData("https://[fd00::1]/", "fd00::/8", true)]
    [InlineData("https://user:secret@example.com/", "", false)]
    [InlineData("ftp://example.com/", "", false)]
    [InlineData("/x", "", false)]
    [InlineData("", "", false)]
    [InlineData(null, "", false)]
    public void Address_is_usable_as_far_as_its_text_tells(string? url, string networks, bool isUsable) => Assert.Equal(isUsable, Networks(networks).IsUsable(url));

    [Theory]
    [InlineData("8.8.8.8", true)]
    [InlineData("127.0.0.1", false)]
    [InlineData("10.1.2.3", false)]
    [InlineData("169.254.169.254", false)]
    [InlineData("172.16.0.1", false)]
    [InlineData("172.32.0.1", true)]
    [InlineData("192.168.1.1", false)]
    [InlineData("192.88.99.1", false)]
    [InlineData("100.64.0.1", false)]
    [InlineData("0.0.0.0", false)]
    [InlineData("224.0.0.1", false)]
    [InlineData("255.255.255.255", false)]
    [InlineData("::", false)]
    [InlineData("::1", false)]
    [InlineData("::ffff:127.0.0.1", false)]
    [InlineData("::ffff:8.8.8.8", true)]
    [InlineData("64:ff9b::7f00:1", false)]
    [InlineData("fe80::1", false)]
    [InlineData("fd00::1", false)]
    [InlineData("ff02::1", false)]
    [InlineData("2001:db8::1", false)]
    [InlineData("2002:7f00:1::", false)]
    [InlineData("2606:4700::1111", true)]
    public void Public_addresses_are_told_from_others(string address, bool isPublic) => Assert.Equal(isPublic, OutgoingNetworks.IsPublic(IPAddress.Parse(address)));

    [Fact]
    public void Network_that_cannot_be_read_is_not_passed_over() => Assert.Throws<InvalidOperationException>(() => Networks("10.0.0.0/8,localhost"));

    private static OutgoingNetworks Networks(string text) =>
        OutgoingNetworks.Of(new ConfigurationBuilder().AddInMemoryCollection([KeyValuePair.Create("PrivacyCrm:PrivateNetworks", (string?)text)]).Build());

    private static async Task<OutgoingAnswer> SendAsync(OutgoingNetworks networks, string address, TimeSpan? patience = null)
    {
        using OutgoingHttp http = new(networks, patience ?? TimeSpan.FromSeconds(10));
        using HttpRequestMessage message = new(HttpMethod.Post, address) { Content = new StringContent("{}") };
        return await http.SendAsync(message, CancellationToken.None);
    }
}
