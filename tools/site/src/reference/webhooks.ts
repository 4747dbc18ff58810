import { kinds, type KindFamily, type KindRow, type ParameterRow } from '@ringback/catalog'
import { code, table } from '../markdown/escape.ts'
import type { Page } from '../pages/page.ts'

/** The families of webhooks, in the order of the catalog, with the headings they stand under. */
export const families: readonly (readonly [KindFamily, string])[] = [
  ['twiml-request', 'TwiML requests'],
  ['action-request', 'Action requests of verbs'],
  ['call-status', 'Call status callbacks'],
  ['recording', 'Recording callbacks'],
  ['conference', 'Conference events'],
  ['media', 'Pay, media and AI callbacks'],
  ['other', 'Other webhooks'],
]

/** `dial.action` as the name of its page. */
export function kindPage(kind: string): string {
  return kind.replaceAll('.', '-')
}

/** A page with all webhook kinds, one for each, and one with all parameters. */
export function webhookPages(): readonly Page[] {
  return [overview(), ...kinds.map(pageOfKind), parametersPage()]
}

function overview(): Page {
  const sections = families.map(([family, title]) => {
    const rows = kinds.filter((row) => row.family === family)
    return `## ${title}\n\n${table(
      ['kind', 'what it is', 'method', 'Twilio expects'],
      rows.map((row) => [
        `[${code(row.kind)}](./webhooks/${kindPage(row.kind)}.md)`,
        row.title,
        row.method,
        row.synchronous ? 'TwiML' : 'nothing: a callback',
      ]),
    )}`
  })
  return {
    path: 'reference/webhooks.md',
    text: `# Webhooks

The ${kinds.length} requests that Twilio Programmable Voice makes to an app, each with a page for its parameters. The same as
an [OpenAPI document](../openapi.md); in the terminal: \`ringback catalog\`, and \`ringback catalog dial.action\` for one of them. By
parameter: [all parameters](./parameters.md).

${sections.join('\n\n')}
`,
  }
}

function pageOfKind(row: KindRow): Page {
  const answer = row.synchronous
    ? 'Twilio executes the TwiML of the answer.'
    : 'It is a callback: the answer is not executed.'
  const evidence = {
    seen: 'A real request of this kind was seen.',
    documented: 'It is known from documentation; no real request of this kind was seen.',
    inferred: 'It is inferred: neither documented nor seen.',
  }[row.evidence]
  const notes = row.notes.map((note) => `- ${note}`).join('\n')
  return {
    path: `reference/webhooks/${kindPage(row.kind)}.md`,
    text: `---
aside: false
---

# ${code(row.kind)}

${row.title}. ${row.trigger}. Method: ${row.method} unless the app says otherwise. ${answer} ${evidence}

\`\`\`sh
ringback generate ${row.kind}   # one that Twilio could send
\`\`\`

## Parameters

${table(
  ['parameter', 'sent', 'value', 'source'],
  row.parameters.map((parameter) => [
    `[${code(parameter.name)}](../parameters.md#${anchorOf(parameter.name)})`,
    sentWhen(parameter),
    `${valueInWords(parameter)}. Example: ${parameter.example === '' ? '(empty)' : code(parameter.example)}`,
    `${parameter.source} (${parameter.confidence})`,
  ]),
)}
${notes === '' ? '' : `\n${notes}\n`}
`,
  }
}

function parametersPage(): Page {
  const rows = kinds.flatMap((kind) => kind.parameters.map((parameter) => ({ kind: kind.kind, parameter })))
  const names = [...Map.groupBy(rows, ({ parameter }) => parameter.name)].toSorted(([one], [other]) =>
    one < other ? -1 : 1,
  )
  const sections = names.map(([name, members]) => {
    const values = [...new Set(members.flatMap(({ parameter }) => parameter.values ?? []))]
    const shapes = [...new Set(members.map(({ parameter }) => parameter.grammar))]
    const shown = members.map(({ kind }) => `[${code(kind)}](./webhooks/${kindPage(kind)}.md)`)
    return `## ${code(name)}

${shapes.join(' or ')}${values.length === 0 ? '' : `: ${values.map(code).join(', ')}`}. In ${
      members.length === kinds.length ? 'every webhook' : shown.join(', ')
    }.`
  })
  return {
    path: 'reference/parameters.md',
    text: `---
outline: false
---

# Parameters

The ${names.length} parameters of Twilio's voice webhooks, in Twilio's spelling. A trailing \`*\` stands for any ending. In the
terminal: \`ringback catalog CallStatus\`.

${sections.join('\n\n')}
`,
  }
}

function anchorOf(name: string): string {
  return name.toLowerCase().replaceAll(/[^\p{L}\p{N}_-]/gu, '')
}

function sentWhen({ presence, when }: ParameterRow): string {
  return when === '' ? presence : `${presence}: ${when}`
}

function valueInWords({ grammar, prefix, unit, values, min, max, maxLength, note }: ParameterRow): string {
  const listed = grammar === 'enum' || grammar === 'const'
  const parts = [
    listed && values !== undefined
      ? values.map(code).join(', ')
      : [grammar, prefix].filter((part) => part !== undefined).join(' '),
    ...(unit === undefined ? [] : [`in ${unit}`]),
    ...(min === undefined && max === undefined ? [] : [`${min ?? ''} to ${max ?? ''}`]),
    ...(maxLength === undefined ? [] : [`up to ${maxLength} characters`]),
  ]
  return `${parts.join(', ')}${note === undefined ? '' : `. ${note}`}`
}
