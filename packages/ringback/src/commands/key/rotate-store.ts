import { rotateDatabaseKeys, type RotatedKeys } from '@ringback/redaction/node'
import type { LoadedConfig } from '../../config/load-config.ts'
import { count } from '../../format/count.ts'
import { reportDamage } from '../../recordings/damage.ts'
import { createProgressLine } from '../../reporters/progress-line.ts'
import { exitCode, type ExitCode } from '../../shell/exit-code.ts'
import type { Io } from '../../shell/io.ts'
import { redactionKeysOfEnvironment, type FoundKeys } from '../../state/redaction-key.ts'
import { redactHookOf, redactionSettings } from '../../state/redaction-settings.ts'
import { keyRequired } from '../../store/key-required.ts'
import { withStore } from '../../store/open-store.ts'
import type { StoreAddress } from '../../store/store-address.ts'
import { keyForCi } from './key-for-ci.ts'
import { noNewKey } from './no-new-key.ts'
import { otherLines, rotatedLine } from './rotated-lines.ts'

/** Brings a database under the first key of RINGBACK_REDACTION_KEY; it is redacted by the configuration, as `ringback record` does. */
export async function rotateStore(address: StoreAddress, loaded: LoadedConfig, io: Io): Promise<ExitCode> {
  const keys = await redactionKeysOfEnvironment(io.env)
  if (keys === undefined) throw keyRequired(address)
  const { ring } = keys
  const redactHook = redactHookOf(loaded)
  const progress = createProgressLine(io)
  const rotated = await withStore(address, async ({ where, postgres, name }) => {
    const recordings = await postgres.openRotatableRecordings(where)
    const noted = await postgres.postgresKey(where)
    if (ring.older.length === 0 && (noted ?? ring.current.keyId) === ring.current.keyId) throw noNewKey()
    const originals = await postgres.openPostgresOriginals(where)
    return rotateDatabaseKeys({
      database: { recordings, originals, learned: postgres.postgresLearnedValues(where), name },
      ring,
      redaction: redactionSettings(loaded.config),
      ...(redactHook !== undefined && { redactHook }),
      onDamage: (damage) => reportDamage(io, damage),
      onProgress: (done) => progress.show(count(done, 'recording')),
    })
  })
  progress.clear()
  io.stdout.write(`${[...report(rotated, keys, address), '', ...keyForCi(keys, io)].join('\n')}\n`)
  return exitCode.good
}

function report(
  rotated: RotatedKeys,
  { ring: { current, older } }: FoundKeys,
  { name }: StoreAddress,
): readonly string[] {
  return [
    `The redaction key of ${name} is ${current.keyId} now. ${rotatedLine(rotated)}`,
    ...otherLines(rotated),
    `Nobody can write to it with ${older.map(({ keyId }) => keyId).join(' or ')} any more. What proxies with the old key have taken since waits,`,
    'sealed, in their folders: start each again on its folder with RINGBACK_REDACTION_KEY=<new>,<old>, and it is recorded.',
    'Whoever reads needs <new>,<old> for as long as something is under the old key, else <new> alone.',
    'Build contracts from recordings again.',
  ]
}
