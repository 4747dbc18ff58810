import type { PactRequest } from '../pact/pact.ts'
import type { InjectedValues } from './inject-values.ts'

/** The parameters of a request that come from the provider state, with the values that its handler gave. */
export function generatedValues(
  { generators }: PactRequest,
  part: 'body' | 'query',
  values: Readonly<Record<string, unknown>>,
): InjectedValues {
  const injected = new Map<string, string>()
  const rows = generators?.[part]
  if (typeof rows !== 'object' || rows === null) return injected
  for (const [path, generator] of Object.entries(rows as Record<string, unknown>)) {
    const expression = expressionOf(generator)
    const name = /^(?:\$\.)?([\w-]+)$/.exec(path)?.[1] ?? /^\$\['(.+)'\]$/.exec(path)?.[1]
    if (expression === undefined || name === undefined) continue
    const value = evaluated(expression, values)
    if (value !== undefined) injected.set(name, value)
  }
  return injected
}

function expressionOf(generator: unknown): string | undefined {
  if (typeof generator !== 'object' || generator === null) return undefined
  const { type, expression } = generator as { type?: unknown; expression?: unknown }
  return type === 'ProviderState' && typeof expression === 'string' ? expression : undefined
}

/** `${name}` within a text, or the name alone. Undefined when a value is missing. */
function evaluated(expression: string, values: Readonly<Record<string, unknown>>): string | undefined {
  let isWhole = true
  const valueOf = (name: string): string => {
    const value = Object.hasOwn(values, name) ? values[name] : undefined
    if (value === undefined || value === null) isWhole = false
    return typeof value === 'string' ? value : JSON.stringify(value)
  }
  const text = expression.includes('${')
    ? expression.replaceAll(/\$\{([^{}]+)\}/g, (_match, name: string) => valueOf(name.trim()))
    : valueOf(expression.trim())
  return isWhole ? text : undefined
}
