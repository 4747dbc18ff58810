/** Asks the server of this page to do something. */
export function act<Answer>(method: 'POST' | 'DELETE', path: string, fields: object): Promise<Answer> {
  const token = document.querySelector<HTMLMetaElement>('meta[name=ringback-token]')?.content ?? ''
  return ask<Answer>(path, {
    method,
    headers: { 'Content-Type': 'application/json', 'X-Ringback-Token': token },
    body: JSON.stringify(fields),
  })
}

/** What the server of this page answers. Rejects with the message of a refusal. */
export async function ask<Answer>(path: string, init: RequestInit = {}): Promise<Answer> {
  const response = await fetch(path, init)
  if (!response.ok) throw new Error((await response.text()).trim())
  // The server of this page answers these paths with these types.
  return (await response.json()) as Answer
}
