// One whole session by the official client: lists the tools, makes the calls of the variable
// MCP_CALLS (an array of objects with name and arguments), ends the session, and prints what came
// back as one JSON object. The client checks each structured result against its tool's schema.
import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { StreamableHTTPClientTransport } from "@modelcontextprotocol/sdk/client/streamableHttp.js";

const url = new URL(process.env.MCP_URL);
const headers = { Authorization: `Bearer ${process.env.MCP_TOKEN}` };

const transport = new StreamableHTTPClientTransport(url, { requestInit: { headers } });
const client = new Client({ name: "typescript-client", version: "1.0.0" });
await client.connect(transport);
await client.ping();

const tools = [];
let cursor;
do {
  const page = await client.listTools({ cursor });
  tools.push(...page.tools);
  cursor = page.nextCursor;
} while (cursor);

const results = [];
for (const call of JSON.parse(process.env.MCP_CALLS ?? "[]")) {
  results.push(await client.callTool(call));
}
const unknownTool = await client.callTool({ name: "no_such_tool" }).catch((error) => error.code);

const { sessionId, protocolVersion } = transport;
await transport.terminateSession();
await client.close();
const afterEnd = await fetch(url, {
  method: "POST",
  headers: {
    ...headers,
    "Content-Type": "application/json",
    Accept: "application/json, text/event-stream",
    "Mcp-Session-Id": sessionId,
    "MCP-Protocol-Version": protocolVersion,
  },
  body: JSON.stringify({ jsonrpc: "2.0", id: 1, method: "ping" }),
});

console.log(
  JSON.stringify({
    protocolVersion,
    server: client.getServerVersion(),
    tools,
    results,
    unknownTool,
    afterEnd: afterEnd.status,
  }),
);
