import { isSid, sidPrefix } from '@ringback/catalog'
import { join } from 'node:path'
import { parseEnv } from 'node:util'
import type { Found } from './found.ts'
import { validPort } from './port.ts'
import { readProjectFile } from './project-file.ts'
import type { SourceFile } from './source-files.ts'

/** What the .env files of the project and its sources say about Twilio. Values of secrets are used, never shown. */
export interface ProjectEnvironment {
  /** `isSet`: not in an example only. */
  readonly port: (Found<number> & { readonly isSet: boolean }) | undefined
  readonly authToken: Found<string> | undefined
  readonly accountSid: Found<string> | undefined
  readonly ownNumber: Found<string> | undefined
  readonly publicUrl: Found<string> | undefined
  /** The names of Twilio's variables, and where each is. */
  readonly variables: readonly Found<string>[]
  /** Whether there is a .env file, which belongs into no repository. */
  readonly hasEnvFile: boolean
}

/** The first wins. The last holds no values that are used, but names. */
const files = ['.env.local', '.env']
const examples = ['.env.example', '.env.sample']

/** Reads the .env files of a folder. Throws a `RingbackError` for one that cannot be read. */
export async function readEnvironment(
  directory: string,
  sources: readonly SourceFile[],
): Promise<ProjectEnvironment> {
  const set = await variablesIn(directory, files)
  const shown = await variablesIn(directory, examples)
  const first = (
    isNamed: (name: string) => boolean,
    isGood: (value: string) => boolean,
  ): Found<string> | undefined => {
    const found = set.find(({ name, value }) => isNamed(name) && isGood(value))
    return found && { value: found.value, from: found.from }
  }
  const port = [...set, ...shown].find(({ name, value }) => name === 'PORT' && validPort(value) !== undefined)
  return {
    port: port && { value: Number(port.value), from: port.from, isSet: set.includes(port) },
    authToken: first(
      (name) => name === 'TWILIO_AUTH_TOKEN',
      (value) => value !== '',
    ),
    accountSid: first(
      (name) => name === 'TWILIO_ACCOUNT_SID',
      (value) => isSid(value) && value.startsWith(sidPrefix.account),
    ),
    ownNumber: first(
      (name) => /^TWILIO_\w*(?:NUMBER|FROM|CALLER_ID)/.test(name),
      (value) => /^\+\d{8,15}$/.test(value),
    ),
    publicUrl: first(
      (name) => /^(?:PUBLIC|BASE|PUBLIC_BASE|SERVER|WEBHOOK_BASE)_URL$/.test(name),
      (value) => /^https?:\/\/[^\s/]+\/?$/.test(value),
    ),
    variables: named([...set, ...shown], sources),
    hasEnvFile: set.length > 0,
  }
}

interface Variable {
  readonly name: string
  readonly value: string
  readonly from: string
}

async function variablesIn(directory: string, names: readonly string[]): Promise<readonly Variable[]> {
  const read = await Promise.all(
    names.map(async (from) => {
      const text = (await readProjectFile(join(directory, from))) ?? ''
      return Object.entries(parseEnv(text)).map(([name, value]) => ({ name, value: value ?? '', from }))
    }),
  )
  return read.flat()
}

const twilioVariable = /\bTWILIO_[A-Z][A-Z\d_]{1,40}\b/g

function named(variables: readonly Variable[], sources: readonly SourceFile[]): readonly Found<string>[] {
  const found = new Map<string, string>()
  const note = (name: string, from: string): void => {
    if (!found.has(name)) found.set(name, from)
  }
  for (const { name, from } of variables) if (name.match(twilioVariable)?.[0] === name) note(name, from)
  for (const { path, text } of sources) {
    for (const [name] of text.matchAll(twilioVariable)) note(name, path)
  }
  return [...found].map(([value, from]) => ({ value, from }))
}
