import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { code, table } from '../markdown/escape.ts'
import type { Page } from '../pages/page.ts'
import { interfaceMembers } from './declarations.ts'

/** The settings of `ringback.config.ts`, out of the interface that types them. */
export function configurationPage(root: string): Page {
  const source = readFileSync(join(root, 'packages/ringback/src/config/config.ts'), 'utf8')
  const members = interfaceMembers(source, 'RingbackConfig')
  return {
    path: 'reference/configuration.md',
    text: `# Configuration

\`ringback.config.ts\` in the working directory, or the file that \`--config\` names. An option of the same name on the
[command line](./cli.md) wins. All problems of a configuration are reported at once.

\`\`\`ts
import { defineConfig } from 'ringback'

export default defineConfig({
  app: 'localhost:3000',
  publicUrl: 'https://phone.example.com',
  voiceUrl: '/voice',
})
\`\`\`

## Settings

${table(
  ['setting', 'type', 'what it is'],
  members.map(({ name, doc, type }) => [code(name), code(type), doc]),
)}

## Environment

| variable | what it is |
| --- | --- |
| \`TWILIO_AUTH_TOKEN\` | the auth token that requests are signed with |
| \`RINGBACK_REDACTION_KEY\` | the key that pseudonyms are made with, and that opens originals |
| \`NO_COLOR\` | no colours on a terminal |
`,
  }
}
