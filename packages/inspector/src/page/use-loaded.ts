import { useEffect, useState } from 'preact/hooks'

/** The last value that was loaded, and why the last attempt failed; both null before the first has ended. */
export interface Loaded<Value> {
  readonly value: Value | null
  readonly error: string | null
}

/** Loads a value now and whenever one of the inputs changes. The old value stays until the new one is there. */
export function useLoaded<Value>(load: () => Promise<Value>, inputs: readonly unknown[]): Loaded<Value> {
  const [loaded, setLoaded] = useState<Loaded<Value>>({ value: null, error: null })
  useEffect(() => {
    let isCurrent = true
    const run = async (): Promise<void> => {
      try {
        const value = await load()
        if (isCurrent) setLoaded({ value, error: null })
      } catch (error) {
        const message = error instanceof Error ? error.message : String(error)
        if (isCurrent) setLoaded((before) => ({ value: before.value, error: message }))
      }
    }
    void run()
    return () => {
      isCurrent = false
    }
  }, inputs)
  return loaded
}
