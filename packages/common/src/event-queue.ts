/** Events from one writer to one reader, in order and without a bound. */
export interface EventQueue<Event> extends AsyncIterable<Event> {
  readonly push: (event: Event) => void
  /** Ends the iteration after what was pushed; with an error, by throwing it. Only the first call counts. */
  readonly end: (error?: unknown) => void
}

/** Makes a queue between code that calls back and one `for await`. */
export function createEventQueue<Event>(): EventQueue<Event> {
  const events: Event[] = []
  let wake = (): void => undefined
  let ended: { readonly error?: unknown } | undefined
  return {
    push(event) {
      events.push(event)
      wake()
    },
    end(error) {
      ended ??= error === undefined ? {} : { error }
      wake()
    },
    async *[Symbol.asyncIterator]() {
      for (;;) {
        yield* events.splice(0)
        if (events.length > 0) continue
        if (ended !== undefined) {
          if ('error' in ended) throw ended.error
          return
        }
        await new Promise<void>((resolve) => (wake = resolve))
      }
    },
  }
}
