/** How long a program on this machine may take to answer. */
const longestMs = 1500

/**
 * What a local API answers, parsed; undefined where nothing listens, or what listens answers with something else.
 * `address`: host and port of this machine.
 */
export async function localJson(address: string, path: string): Promise<unknown> {
  try {
    const answer = await fetch(`http://${address}${path}`, {
      redirect: 'error',
      signal: AbortSignal.timeout(longestMs),
    })
    return answer.ok ? await answer.json() : undefined
  } catch {
    return undefined
  }
}

/** A member of a parsed JSON object; undefined where it is none. */
export function member(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return undefined
  return (value as Readonly<Record<string, unknown>>)[name] // It has that member.
}

/** The elements of a member that is a list. */
export function listIn(value: unknown, name: string): readonly unknown[] {
  const list = member(value, name)
  return Array.isArray(list) ? (list as readonly unknown[]) : []
}
