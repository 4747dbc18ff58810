import { commandGroup, type InstalledCommand } from '../shell/command.ts'
import { callCommand } from './call/call.ts'
import { catalogCommand } from './catalog.ts'
import { checkTwimlCommand } from './check/twiml.ts'
import { checkWebhookCommand } from './check/webhook.ts'
import { contractCommand } from './contract/index.ts'
import { doctorCommand } from './doctor/doctor.ts'
import { exportHarCommand } from './har/export-har.ts'
import { fuzzCommand } from './fuzz/fuzz.ts'
import { generateCommand } from './generate.ts'
import { importHarCommand } from './har/import-har.ts'
import { mapCommand } from './map/map.ts'
import { recordCommand } from './record/record.ts'
import { replayCommand } from './replay/replay.ts'
import { reportMergeCommand } from './report/merge.ts'
import { serveCommand } from './serve/serve.ts'
import { showCommand } from './show/show.ts'
import { signCommand } from './sign/sign.ts'

/** Every command, in the order of the help page. */
export const commands: readonly InstalledCommand[] = [
  recordCommand,
  replayCommand,
  showCommand,
  callCommand,
  mapCommand,
  serveCommand,
  generateCommand,
  fuzzCommand,
  commandGroup('check', 'Check a webhook or a TwiML document', [checkWebhookCommand, checkTwimlCommand]),
  contractCommand,
  signCommand,
  doctorCommand,
  commandGroup('export', 'Write recordings in another format', [exportHarCommand]),
  commandGroup('import', 'Keep what another tool recorded', [importHarCommand]),
  commandGroup('report', 'Merge the reports of shards', [reportMergeCommand]),
  catalogCommand,
]
