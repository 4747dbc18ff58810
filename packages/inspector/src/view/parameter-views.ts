import { kindRow, validate, type ParameterRow, type Parameters, type WebhookKind } from '@ringback/catalog'
import type { ParameterView } from '../model/call-view.ts'

/** The parameters of a webhook as they came, and after them those that Twilio always sends and that are missing. */
export function parameterViews(
  kind: WebhookKind | null,
  parameters: Parameters,
  method: string,
): readonly ParameterView[] {
  if (kind === null) {
    return parameters.map(([name, value]) => ({
      name,
      value,
      state: 'unknown',
      explanation: null,
      findings: [],
    }))
  }
  const { parameters: rows } = kindRow(kind)
  const findings = validate(kind, parameters, { method })
  const present = new Set(parameters.map(([name]) => name))
  const messagesAbout = (name: string): readonly string[] =>
    findings.filter((finding) => finding.parameter === name).map(({ message }) => message)
  const views = parameters.map(([name, value]): ParameterView => {
    const row = rowFor(name, rows)
    return {
      name,
      value,
      state: row === undefined ? 'unknown' : 'known',
      explanation: row === undefined ? null : explanationOf(row),
      findings: messagesAbout(name),
    }
  })
  const absent = rows
    .filter(({ name, presence }) => presence === 'always' && !name.includes('*') && !present.has(name))
    .map((row): ParameterView => ({
      name: row.name,
      value: null,
      state: 'absent',
      explanation: explanationOf(row),
      findings: [],
    }))
  return [...views, ...absent]
}

/** `Name*` in the catalog stands for any ending. */
function rowFor(name: string, rows: readonly ParameterRow[]): ParameterRow | undefined {
  return (
    rows.find((row) => row.name === name) ??
    rows.find(
      (row) =>
        row.name.endsWith('*') &&
        row.name.length > 1 &&
        !row.name.startsWith('*') &&
        name.startsWith(row.name.slice(0, -1)),
    )
  )
}

function explanationOf({ when, note, example }: ParameterRow): string {
  return [when, note, example === '' ? undefined : `For example: ${example}`].filter(Boolean).join(' · ')
}
