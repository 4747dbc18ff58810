import type { ListedRecording, RecordingsPage, WantedRecordings } from './recordings-reader.ts'

/** A page of recordings that are listed already, in any order. */
export function pageOfListed(
  listed: Iterable<ListedRecording>,
  { text, isProblem }: WantedRecordings,
  { offset, limit }: { readonly offset: number; readonly limit: number },
): RecordingsPage {
  const found: ListedRecording[] = []
  for (const each of listed) {
    const { legs, parties, problems } = each.summary
    const hasText =
      text === '' || legs.some((sid) => sid.startsWith(text)) || parties.some((party) => party.includes(text))
    if (hasText && (!isProblem || problems > 0)) found.push(each)
  }
  return { listed: found.sort(newestFirst).slice(offset, offset + limit), total: found.length }
}

function newestFirst({ summary: a }: ListedRecording, { summary: b }: ListedRecording): number {
  if (a.startedAt !== b.startedAt) return a.startedAt > b.startedAt ? -1 : 1
  return a.firstId > b.firstId ? -1 : 1
}
