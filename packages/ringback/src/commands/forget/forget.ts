import { printable, RingbackError } from '@ringback/common'
import type { Damage } from '@ringback/recording'
import {
  forgetPerson,
  generateRootKey,
  hasSpool,
  keysWithId,
  readKeyRing,
  settleSettingsOf,
  type Forgotten,
  type KeyRing,
} from '@ringback/redaction/node'
import { existsSync, readdirSync } from 'node:fs'
import { resolve } from 'node:path'
import type { RingbackConfig } from '../../config/config.ts'
import { loadConfig, type LoadedConfig } from '../../config/load-config.ts'
import { count } from '../../format/count.ts'
import { recordingsOption, storeOption } from '../../options/shared.ts'
import { reportDamage } from '../../recordings/damage.ts'
import { withForgettable } from '../../recordings/forgettable.ts'
import { placeName, recordingsPlace, type RecordingsPlace } from '../../recordings/place.ts'
import { settleFirst } from '../../recordings/settle-first.ts'
import { createProgressLine } from '../../reporters/progress-line.ts'
import { command, type Command } from '../../shell/command.ts'
import { exitCode } from '../../shell/exit-code.ts'
import type { Io } from '../../shell/io.ts'
import { stylesFor } from '../../shell/styles.ts'
import { findRedactionKeys } from '../../state/redaction-key.ts'
import { pactsAbout, type PactAbout } from './pacts-about.ts'

/** `ringback forget`: removes a person from the recordings. */
export const forgetCommand: Command = command({
  positionals: {
    who: {
      type: 'string',
      required: true,
      describe: 'A number, another address, or a SID: the real one or its pseudonym',
    },
  },
  options: {
    'dry-run': {
      type: 'boolean',
      default: false,
      describe: 'Show what would be removed, and remove nothing',
    },
    pacts: {
      type: 'string',
      placeholder: '<folder>',
      default: 'pacts',
      describe: 'Folder of the pact files',
    },
    recordings: recordingsOption,
    store: storeOption,
  },
  examples: [
    ['ringback forget +14155550123 --dry-run', 'what there is of a caller'],
    ['ringback forget CA51c7b2d0e4f6a8091b2c3d4e5f60718293', 'remove one call'],
    ['ringback forget +14155550123 --store postgres://db.example.com/ringback', 'out of a database'],
  ],
  run: async ({ who, config, recordings, store, pacts, dryRun }, io) => {
    const value = who.trim()
    const loaded = await loadConfig(io, config)
    requireSomebody(value, loaded.config)
    const place = recordingsPlace({ recordings, store }, loaded, io)
    if (place.store === undefined) requireRecordings(place.folder)
    const keys = await keysOf(place, loaded, io)
    await requireAllRecorded(place, keys, io)
    const pactFolder = resolve(io.cwd, pacts)
    let removedPacts: readonly PactAbout[] | undefined
    // Without a key: one that opens nothing.
    const ring = keys ?? (await readKeyRing(generateRootKey()))
    const progress = createProgressLine(io)
    const means = {
      ring,
      onDamage: (damage: Damage) => reportDamage(io, damage),
      onProgress: (originals: number) => progress.show(`${count(originals, 'original')} opened`),
    }
    const removed = await withForgettable(place, means, async (where) =>
      forgetPerson({
        ...where,
        value,
        dryRun,
        beforeRemoval: async (ids) => {
          removedPacts = await pactsAbout(pactFolder, ids, true)
        },
      }),
    )
    progress.clear()
    const built = removedPacts ?? (await pactsAbout(pactFolder, removed.exchangeIds, false))
    if (keys === undefined) tellKeyMissing(io)
    if (isNothing(removed)) {
      io.stderr.write(`Nothing found in ${placeName(place)}.\n`)
      if (place.store !== undefined && removed.isTold && !dryRun) io.stderr.write(`${notRecorded}\n`)
      return exitCode.findings
    }
    io.stdout.write(`${[...report(removed, built, dryRun), '', ...reach(place, removed)].join('\n')}\n`)
    return exitCode.good
  },
})

function requireRecordings(folder: string): void {
  if (!existsSync(folder)) {
    throw new RingbackError('no-recordings', `The recordings folder ${folder} does not exist.`, {
      remedy: 'Pass an existing folder with --recordings.',
    })
  }
  if (readdirSync(folder).length === 0) {
    throw new RingbackError('no-recordings', `The recordings folder ${folder} is empty.`, {
      remedy: 'Pass the folder of the recordings with --recordings.',
    })
  }
}

/**
 * The keys of a folder; of a database those at hand that it was recorded with.
 * @throws {WrongKeyError} when RINGBACK_REDACTION_KEY is set, and the database was recorded with another key.
 */
async function keysOf(
  { folder, store }: RecordingsPlace,
  { directory }: LoadedConfig,
  io: Io,
): Promise<KeyRing | undefined> {
  const found = await findRedactionKeys(folder, directory, io.env)
  if (store === undefined) return found?.ring
  const { withKeyedStore } = await import('../../store/with-keyed-store.ts')
  const keyId = await withKeyedStore(store, io, async ({ where, postgres }) => postgres.postgresKey(where))
  return found !== undefined && keyId !== undefined && keysWithId(found.ring, keyId) ? found.ring : undefined
}

/** Records what waits sealed in the folder, since the person may be in it. */
async function requireAllRecorded(place: RecordingsPlace, keys: KeyRing | undefined, io: Io): Promise<void> {
  const { folder, store } = place
  if (keys !== undefined) await settleFirst(place, io)
  if (keys !== undefined && store === undefined) return
  const isForPlace = store === undefined || (await settleSettingsOf(folder)).database === true
  if (!isForPlace || !(await hasSpool(folder))) return
  const waiting = `Sealed exchanges wait in ${folder} to be recorded`
  if (keys === undefined) {
    throw new RingbackError(
      'key-needed',
      `${waiting}, and their key is not here; the person may be in them.`,
      {
        remedy: 'Set RINGBACK_REDACTION_KEY and run this again.',
      },
    )
  }
  throw new RingbackError('not-recorded-yet', `${waiting} into a database; the person may be in them.`, {
    remedy: 'Stop the ringback record that uses the folder, if one does, and run this again.',
  })
}

function tellKeyMissing(io: Io): void {
  const { yellow } = stylesFor(io, 'stderr')
  io.stderr.write(
    yellow('The redaction key is not here, so only what is written in the recordings was looked for.\n') +
      '  Set RINGBACK_REDACTION_KEY to find a real number or SID.\n',
  )
}

function requireSomebody(value: string, { ownNumbers = [], accountSid }: RingbackConfig): void {
  if (value.length < 4) {
    throw new RingbackError('bad-person', `${JSON.stringify(value)} is not a number, an address or a SID.`, {
      remedy: 'Pass a number such as +14155550123, an address such as sip:ann@example.com, or a SID.',
    })
  }
  const digits = value.replaceAll(/\D/g, '')
  const isOwn = ownNumbers.some(
    (own) => own === value || (digits !== '' && own.replaceAll(/\D/g, '') === digits),
  )
  if (isOwn || value === accountSid) {
    throw new RingbackError(
      'own-value',
      `${value} is your own (${isOwn ? 'ownNumbers' : 'accountSid'} of the configuration): it is in all your calls, and no person's.`,
      { remedy: 'Pass the number of the person, or delete the recordings folder to remove everything.' },
    )
  }
}

function isNothing({ recordings, orphans, setAside, calls, notes }: Forgotten): boolean {
  return recordings.length + orphans + setAside.length + calls + notes === 0
}

function report(removed: Forgotten, pacts: readonly PactAbout[], dryRun: boolean): readonly string[] {
  const { recordings, originals, orphans, setAside, calls, notes } = removed
  const exchanges = recordings.reduce((sum, recording) => sum + recording.exchanges.length, 0)
  const sealed = pacts.reduce((sum, pact) => sum + pact.originals, 0)
  return [
    dryRun ? 'Would remove' : 'Removed',
    ...recordings.map(
      ({ callSid, exchanges: of }) =>
        `  ${printable(callSid ?? 'without a call')}  ${of[0]?.startedAt ?? ''}  ${count(of.length, 'exchange')}`,
    ),
    ...setAside.map((file) => `  ${file}`),
    `${count(exchanges, 'exchange')} of ${count(recordings.length, 'recording')}, ${count(originals + orphans, 'original')}, ` +
      `${setAside.length} set aside, what was remembered of ${count(calls, 'call')}, ${count(sealed, 'original')} in pact files.`,
    ...(notes === 0 ? [] : [`${count(notes, 'call')} had tags or notes, which are removed with them.`]),
    ...pacts.map(
      ({ file, interactions }) =>
        `${file} has ${count(interactions, 'interaction')} built from these recordings. Build the contract again: ringback contract build`,
    ),
  ]
}

/** What is not recorded from now on, and what this command cannot remove. */
function reach({ store }: RecordingsPlace, { isTold }: Forgotten): readonly string[] {
  const others =
    'Not removed: what git history, backups, other clones and a Pact Broker hold, and files exported from recordings (HAR, reports).'
  if (store === undefined) return [others]
  const rest = isTold
    ? [
        notRecorded,
        `Not removed either: what other machines that record into ${store.name} remember of these calls, sealed. Run this once on each with --recordings <its folder>, when its recorder is stopped.`,
      ]
    : [
        `Nor what other machines that record into ${store.name} have: what waits there is still recorded, and what they remember of these calls stays. Run this again when nothing waits, and once on each with --recordings <its folder>.`,
      ]
  return [others, ...rest]
}

/** What those who record into a database do when they are told. */
const notRecorded =
  'What proxies have taken of it before and not recorded yet is not recorded any more (for 30 days), nor what still comes of these calls.'
