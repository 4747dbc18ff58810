import { crc32 } from 'node:zlib'
import type { Exchange } from '../exchange.ts'
import { parseExchange } from '../parse-recording.ts'

/** One line of the journal: the exchange as JSON, with a checksum over that JSON. */
export function journalLineOf(exchange: Exchange): string {
  const json = JSON.stringify(exchange)
  return `{"crc":"${checksum(json)}","exchange":${json}}\n`
}

export interface JournalDamage {
  readonly line: number
  readonly reason: string
  readonly text: string
}

/** What a segment of the journal holds: the entries that are whole, and the lines that are not. */
export function readJournal(bytes: Uint8Array): {
  readonly exchanges: Exchange[]
  readonly damaged: JournalDamage[]
} {
  const lines = new TextDecoder().decode(bytes).split('\n')
  const exchanges: Exchange[] = []
  const damaged: JournalDamage[] = []
  lines.forEach((text, index) => {
    if (text === '') return
    const isTorn = index === lines.length - 1
    const entry = isTorn ? 'cut short while it was written, so never acknowledged' : exchangeIn(text)
    if (typeof entry === 'string') damaged.push({ line: index + 1, reason: entry, text })
    else exchanges.push(entry)
  })
  return { exchanges, damaged }
}

function exchangeIn(line: string): Exchange | string {
  const parts = /^\{"crc":"([0-9a-f]{8})","exchange":(.*)\}$/s.exec(line)
  const json = parts?.[2]
  if (json === undefined) return 'not a journal entry'
  if (checksum(json) !== parts?.[1]) return 'the checksum does not match'
  try {
    return parseExchange(JSON.parse(json))
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}

function checksum(text: string): string {
  return crc32(text).toString(16).padStart(8, '0')
}
