// Accepts every mail, or with "auth" none of who has not signed in, and prints it as one line of JSON; the first line is the
// port. Ends with its standard input.
const { SMTPServer } = require("smtp-server");

const say = value => process.stdout.write(JSON.stringify(value) + "\n");

const server = new SMTPServer({
  authOptional: process.argv[3] !== "auth",
  allowInsecureAuth: true,
  disabledCommands: process.argv[3] === "auth" ? ["STARTTLS"] : ["AUTH", "STARTTLS"],
  logger: false,
  onRcptTo: (address, session, done) =>
    address.address.startsWith("nobody@")
      ? done(Object.assign(new Error("No such person"), { responseCode: 550 }))
      : done(),
  onData: (stream, session, done) => {
    const chunks = [];
    stream.on("data", chunk => chunks.push(chunk));
    stream.on("end", () => {
      say({
        from: session.envelope.mailFrom.address,
        to: session.envelope.rcptTo.map(to => to.address),
        raw: Buffer.concat(chunks).toString("base64"),
      });
      done();
    });
  },
});

server.on("error", () => {}); // a client that breaks off is the client's affair
server.listen(Number(process.argv[2] || 0), "127.0.0.1", () => say({ port: server.server.address().port }));
process.stdin.resume();
process.stdin.on("end", () => process.exit(0));
