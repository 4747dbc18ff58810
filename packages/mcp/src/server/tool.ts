import type { GenericSchema, InferOutput } from 'valibot'
import type { McpOptions } from './mcp-options.ts'

/** What a tool has besides its arguments. */
export interface ToolContext {
  readonly options: McpOptions
  /** Aborted when the client cancels the request or is gone. */
  readonly signal: AbortSignal
  /** Tells the client how far a long run is. `done` grows; `total` where it is known. */
  readonly progress: (message: string, done: number, total?: number) => void
}

/** A tool as it is registered. */
export interface Tool {
  readonly name: string
  readonly title: string
  /** What the agent reads: what the tool does, what it needs, and what it does not do. */
  readonly description: string
  /** True: it sends requests to an app. False: it reads. */
  readonly acts: boolean
  readonly input: GenericSchema
  readonly output: GenericSchema
  /** `input` was checked against the schema. Throws a `RingbackError` for a mistake of the caller. */
  readonly run: (input: never, context: ToolContext) => Promise<object>
}

interface Definition<Input extends GenericSchema, Output extends GenericSchema<object>> extends Omit<
  Tool,
  'input' | 'output' | 'run'
> {
  readonly input: Input
  readonly output: Output
  readonly run: (
    input: InferOutput<Input>,
    context: ToolContext,
  ) => Promise<ReadonlyDeep<InferOutput<NoInfer<Output>>>>
}

// A mapped type keeps arrays and simple values what they are.
type ReadonlyDeep<Value> = { readonly [Key in keyof Value]: ReadonlyDeep<Value[Key]> }

/** Types a tool: `run` gets what its input schema reads, and returns what its output schema promises. */
export function defineTool<Input extends GenericSchema, Output extends GenericSchema<object>>(
  definition: Definition<Input, Output>,
): Tool {
  return definition
}
