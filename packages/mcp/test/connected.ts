import { Client, InMemoryTransport, type CallToolResult } from '@modelcontextprotocol/client'
import { createMcpServer, type McpOptions } from '@ringback/mcp'
import { onTestFinished } from 'vitest'

/** The client of a server in this process. */
export async function connected(options: McpOptions): Promise<Client> {
  const make = await createMcpServer(options)
  const [here, there] = InMemoryTransport.createLinkedPair()
  const server = make()
  await server.connect(there)
  const client = new Client({ name: 'test', version: '1' })
  await client.connect(here)
  onTestFinished(async () => client.close())
  return client
}

/** What a tool answers; its text has to say the same as its structured answer. */
export async function answerOf(
  client: Client,
  name: string,
  args: Record<string, unknown> = {},
): Promise<Record<string, unknown>> {
  const result: CallToolResult = await client.callTool({ name, arguments: args })
  const [content] = result.content
  const text = content?.type === 'text' ? content.text : ''
  if (result.isError === true) throw new Error(text)
  return JSON.parse(text) as Record<string, unknown>
}
