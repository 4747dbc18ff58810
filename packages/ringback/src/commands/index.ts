import type { InstalledCommand } from '../shell/command.ts'

/** A command whose code is loaded when it is asked for: most need only a part of what ringback is made of. */
export interface CommandEntry {
  /** The first word of the command. */
  readonly name: string
  readonly load: () => Promise<InstalledCommand>
}

/** Every command, in the order of the help page. */
export const commands: readonly CommandEntry[] = [
  { name: 'record', load: async () => (await import('./record/record.ts')).recordCommand },
  { name: 'replay', load: async () => (await import('./replay/replay.ts')).replayCommand },
  { name: 'show', load: async () => (await import('./show/show.ts')).showCommand },
  { name: 'call', load: async () => (await import('./call/call.ts')).callCommand },
  { name: 'map', load: async () => (await import('./map/map.ts')).mapCommand },
  { name: 'serve', load: async () => (await import('./serve/serve.ts')).serveCommand },
  { name: 'generate', load: async () => (await import('./generate.ts')).generateCommand },
  { name: 'fuzz', load: async () => (await import('./fuzz/fuzz.ts')).fuzzCommand },
  { name: 'check', load: async () => (await import('./check/index.ts')).checkCommand },
  { name: 'contract', load: async () => (await import('./contract/index.ts')).contractCommand },
  { name: 'sign', load: async () => (await import('./sign/sign.ts')).signCommand },
  { name: 'doctor', load: async () => (await import('./doctor/doctor.ts')).doctorCommand },
  { name: 'export', load: async () => (await import('./har/index.ts')).exportCommand },
  { name: 'import', load: async () => (await import('./har/index.ts')).importCommand },
  { name: 'report', load: async () => (await import('./report/index.ts')).reportCommand },
  { name: 'catalog', load: async () => (await import('./catalog.ts')).catalogCommand },
]
