import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import type { Copyable } from '../../model/call-view.ts'

interface Props {
  readonly label: string
  readonly load: () => Promise<Copyable>
}

/** Copies a text that is made when it is asked for, and says so, or why there is none. */
export function CopyAsButton({ label, load }: Props): JSX.Element {
  const [said, setSaid] = useState('')
  const copy = async (): Promise<void> => {
    try {
      const content = await load()
      if ('reason' in content) {
        setSaid(`Not copied: ${content.reason}`)
        return
      }
      await navigator.clipboard.writeText(content.text)
      setSaid(content.note === '' ? 'Copied' : `Copied, ${content.note}`)
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error)
      setSaid(`Not copied: ${message}`)
    }
  }
  return (
    <span class="copy">
      <button type="button" onClick={() => void copy()}>
        {label}
      </button>
      <span role="status">{said}</span>
    </span>
  )
}
