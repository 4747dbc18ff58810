/** Hands values from callbacks to one `for await`. */
export interface Queue<Value> extends AsyncIterable<Value> {
  readonly push: (value: Value) => void
  /** Ends the iteration after what was pushed; with an error, by throwing it. */
  readonly end: (error?: unknown) => void
}

export function createQueue<Value>(): Queue<Value> {
  const values: Value[] = []
  let wake = (): void => undefined
  let ended: { error?: unknown } | undefined
  return {
    push(value) {
      values.push(value)
      wake()
    },
    end(error) {
      ended ??= error === undefined ? {} : { error }
      wake()
    },
    async *[Symbol.asyncIterator]() {
      for (;;) {
        yield* values.splice(0)
        if (values.length > 0) continue
        if (ended !== undefined) {
          if ('error' in ended) throw ended.error
          return
        }
        await new Promise<void>((resolve) => (wake = resolve))
      }
    },
  }
}
