import { parameter } from '@ringback/catalog'
import { keyOfExchange, type DirectoryStore } from '@ringback/recording/node'
import { join } from 'node:path'
import type { Exchange } from '@ringback/recording'
import { createRedactor } from '../../redactor.ts'
import { originalInLine, originalsIn } from '../originals/original-text.ts'
import { originalsFolderOf } from '../originals/originals-folder.ts'
import { writeSealed, type OriginalsDisk } from '../originals/put-originals.ts'
import { createOriginalsReader, type OriginalsReader } from '../originals/read-originals.ts'
import { sealFile } from '../originals/sealed-file.ts'
import { openSealedAt } from '../originals/sealed-index.ts'
import type { SettleSettings } from '../settle/settings.ts'

/**
 * Seals what is still under an older key under the current one: originals of recordings that keep their pseudonyms. Files
 * that an interrupted rotation has left behind are removed.
 */
export async function sealOriginalsAgain(
  disk: OriginalsDisk,
  store: DirectoryStore,
  settings: SettleSettings,
): Promise<void> {
  const { recordings, ring, fs, onDamage } = disk
  const reader = createOriginalsReader(recordings, ring, onDamage)
  const toCurrent = currentExchangeOf(settings)
  for (const name of reader.names()) {
    const file = join(originalsFolderOf(recordings), name)
    const opened = openSealedAt(file, ring)
    if (opened.type === 'damaged') onDamage({ where: file, reason: 'the sealed original is damaged' })
    if (opened.type !== 'opened' || opened.header.keyId === ring.current.keyId) continue
    const held = await Promise.all(opened.header.keys.map(async (key) => store.holds(key)))
    const originals = [...originalsIn(opened.text).values()].map(originalInLine)
    const isLeftBehind = !held.includes(true) && originals.every((each) => has(reader, toCurrent(each)))
    if (isLeftBehind) await fs.remove(file)
    else await writeSealed(disk, file, sealFile(opened.header, opened.text, ring.current))
  }
}

type Sought = Pick<Exchange, 'id' | 'callSid' | 'startedAt'>

/** How an original is found under the current key. */
function currentExchangeOf({ ring, redaction }: SettleSettings): (original: Exchange) => Sought {
  const { keyId, pseudonymKey } = ring.current
  const redactor = createRedactor({ ...(redaction !== 'off' && redaction), key: pseudonymKey, keyId })
  return ({ id, callSid, startedAt }) => ({
    id,
    callSid: callSid === null ? null : redactor.redactValue(parameter.CallSid, callSid),
    startedAt,
  })
}

function has(reader: OriginalsReader, exchange: Sought): boolean {
  return reader.namesFor(keyOfExchange(exchange)).length > 0 && reader.find(exchange) !== undefined
}
