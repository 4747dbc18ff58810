import type { CallToolResult, ServerContext } from '@modelcontextprotocol/server'
import { messageOf, RingbackError, shortened, visible, type RunInTurn } from '@ringback/common'
import { longestAnswer } from '../answers/limits.ts'

import type { McpOptions } from './mcp-options.ts'
import type { Tool, ToolContext } from './tool.ts'

/** What a request of a client comes with. */
interface Around {
  readonly options: McpOptions
  readonly context: ServerContext
  readonly inTurn: RunInTurn
}

/** Runs a tool and makes its answer: what went wrong is said in plain words, without a stack. */
export async function performTool(
  tool: Tool,
  input: unknown,
  { options, context, inTurn }: Around,
): Promise<CallToolResult> {
  const { signal } = context.mcpReq
  const toolContext: ToolContext = { options, signal, progress: progressOf(context) }
  try {
    // The SDK has checked the arguments against the tool's schema.
    const run = async (): Promise<object> => tool.run(input as never, toolContext)
    const answer = visible(await (tool.acts ? inTurn('app', run) : run()))
    const text = JSON.stringify(answer)
    if (text.length > longestAnswer) throw tooLong(text.length)
    return { content: [{ type: 'text', text }], structuredContent: answer }
  } catch (error) {
    return { isError: true, content: [{ type: 'text', text: textOf(tool, error) }] }
  }
}

function progressOf({ mcpReq }: ServerContext): ToolContext['progress'] {
  const progressToken = mcpReq._meta?.progressToken
  return (message, done, total) => {
    if (progressToken === undefined || mcpReq.signal.aborted) return
    const params = { progressToken, progress: done, message, ...(total !== undefined && { total }) }
    // A client that is gone needs no progress.
    void mcpReq.notify({ method: 'notifications/progress', params }).catch(() => undefined)
  }
}

const longestMessage = 2000

function textOf({ name }: Tool, error: unknown): string {
  if (!(error instanceof RingbackError)) {
    return visible(shortened(`${name} failed: ${messageOf(error)}`, longestMessage))
  }
  const { message, remedy } = error
  return visible(shortened(remedy === undefined ? message : `${message}\n${remedy}`, longestMessage))
}

function tooLong(length: number): RingbackError {
  return new RingbackError(
    'answer-too-long',
    `The answer has ${length} characters, more than ${longestAnswer}.`,
    {
      remedy: 'Ask for less: pass a smaller limit.',
    },
  )
}
