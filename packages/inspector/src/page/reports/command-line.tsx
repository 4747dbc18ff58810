import type { JSX } from 'preact'
import { CopyButton } from '../copy-button.tsx'

interface Props {
  readonly label: string
  readonly command: string
}

/** A command line and a button that copies it. */
export function CommandLine({ label, command }: Props): JSX.Element {
  return (
    <div class="command">
      <pre class="raw" tabIndex={0} aria-label={label}>
        {command}
      </pre>
      <CopyButton label={`Copy ${label}`} content={{ text: command, note: '' }} />
    </div>
  )
}
