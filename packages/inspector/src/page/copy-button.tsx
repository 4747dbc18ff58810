import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import type { Copyable } from '../model/call-view.ts'

interface Props {
  readonly label: string
  readonly content: Copyable
}

/** Copies a text and says so; where there is nothing to copy, says why. */
export function CopyButton({ label, content }: Props): JSX.Element {
  const [said, setSaid] = useState('')
  if ('reason' in content)
    return (
      <span class="quiet">
        {label}: {content.reason}
      </span>
    )
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(content.text)
      setSaid(content.note === '' ? 'Copied' : `Copied, ${content.note}`)
    } catch {
      setSaid('The browser refused access to the clipboard')
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
