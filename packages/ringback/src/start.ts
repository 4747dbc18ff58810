import { run } from './shell/run.ts'
import { processIo } from './shell/process-io.ts'
import { sayStopped } from './shell/say-stopped.ts'

sayStopped(process)
const io = processIo()
process.exitCode = await run(process.argv.slice(2), io)
// Else Node waits until all output is read.
if (io.leavesOutput()) process.exit()
