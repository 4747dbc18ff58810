import { useEffect, useState } from 'preact/hooks'

/** The last value that was loaded, and why the last attempt failed; both null before the first has ended. */
export interface Loaded<Value> {
  readonly value: Value | null
  readonly error: string | null
}

/**
 * Loads a value now and whenever one of the inputs changes. The old value stays until the new one is there; what is loaded
 * no longer is given up.
 */
export function useLoaded<Value>(
  load: (signal: AbortSignal) => Promise<Value>,
  inputs: readonly unknown[],
): Loaded<Value> {
  const [loaded, setLoaded] = useState<Loaded<Value>>({ value: null, error: null })
  useEffect(() => {
    const { signal, abort } = controlled()
    const run = async (): Promise<void> => {
      try {
        const value = await load(signal)
        if (!signal.aborted) setLoaded({ value, error: null })
      } catch (error) {
        const message = error instanceof Error ? error.message : String(error)
        if (!signal.aborted) setLoaded((before) => ({ value: before.value, error: message }))
      }
    }
    void run()
    return abort
  }, inputs)
  return loaded
}

function controlled(): { readonly signal: AbortSignal; readonly abort: () => void } {
  const controller = new AbortController()
  return { signal: controller.signal, abort: () => controller.abort() }
}
