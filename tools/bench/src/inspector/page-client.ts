/** Asks as an open page does, without drawing anything: `page-client.ts <address of the page>`. Prints `open` when it is. */
import process from 'node:process'

const address = process.argv[2] ?? ''
const page = await fetch(address)
await page.text()
const headers = { Cookie: page.headers.get('set-cookie')?.split(';', 1)[0] ?? '' }
const events = await fetch(new URL('/api/events', address), { headers })
console.log('open')
let text = ''
for await (const chunk of events.body ?? []) {
  text += new TextDecoder().decode(chunk)
  const end = text.lastIndexOf('\n\n')
  if (end < 0) continue
  const hasChanged = text.slice(0, end).includes('event: changed')
  text = text.slice(end)
  if (!hasChanged) continue
  const list = await fetch(new URL('/api/calls?offset=0&limit=320&find=&find=', address), { headers })
  await list.json()
}
