/** Events from one writer to one reader, in order. */
export interface EventQueue<Event> {
  readonly emit: (event: Event) => void
  readonly end: () => void
  readonly read: () => AsyncGenerator<Event, void, undefined>
}

export function createEventQueue<Event>(): EventQueue<Event> {
  const events: Event[] = []
  let isOver = false
  let wake: () => void = () => {}
  return {
    emit(event) {
      events.push(event)
      wake()
    },
    end() {
      isOver = true
      wake()
    },
    async *read() {
      for (;;) {
        yield* events.splice(0)
        if (events.length > 0) continue
        if (isOver) return
        await new Promise<void>((resolve) => {
          wake = resolve
        })
      }
    },
  }
}
