import { useEffect, useRef } from 'preact/hooks'

/** What a key does. What it returns is not used; a key that is not named here keeps its usual meaning. */
export type KeyActions = Readonly<Record<string, () => unknown>>

/** Listens to keys of the whole page; a screen may do so several times. In a text field only Escape is heard. */
export function useKeys(actions: KeyActions): void {
  const current = useRef(actions)
  current.current = actions
  useEffect(() => {
    const listener = (event: KeyboardEvent): void => {
      // A dialog has keys of its own.
      if (document.querySelector('dialog[open]') !== null) return
      if (event.ctrlKey || event.metaKey || event.altKey) return
      const target = event.target
      const isField =
        target instanceof HTMLInputElement ||
        target instanceof HTMLSelectElement ||
        target instanceof HTMLTextAreaElement
      if (isField && event.key !== 'Escape') return
      const isButton =
        target instanceof HTMLButtonElement ||
        target instanceof HTMLAnchorElement ||
        (target instanceof HTMLElement && target.tagName === 'SUMMARY')
      if (isButton && (event.key === 'Enter' || event.key === ' ')) return
      const action = current.current[event.key]
      if (action === undefined) return
      event.preventDefault()
      action()
    }
    addEventListener('keydown', listener)
    return () => removeEventListener('keydown', listener)
  }, [])
}
