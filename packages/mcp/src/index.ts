import '@ringback/common/require-node'

export { createMcpServer } from './server/create-mcp-server.ts'
export { serveMcp, type McpStreams } from './server/serve-mcp.ts'
export type { FindingsToRead, McpAccess, McpOptions } from './server/mcp-options.ts'
