import { messagesIn } from '../sources/messages.ts'
import { readSource } from '../sources/source-file.ts'
import { packageSources } from '../sources/workspace-files.ts'

/** Every text of the packages that a person may read, file by file, so that it can be read in one go. */
export function messagesDocument(root: string): string {
  const files = packageSources(root).filter(
    (path) => !path.includes('/data/') && !path.includes('/grammars/'),
  )
  const parts = files.flatMap((path) => {
    const texts = [...new Set(messagesIn(readSource(root, path)).map(({ text }) => text))]
    return texts.length === 0 ? [] : [`${path}\n${texts.map((text) => `  ${text}\n`).join('')}`]
  })
  return parts.join('\n')
}
