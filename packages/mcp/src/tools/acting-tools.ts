import type { Tool } from '../server/tool.ts'
import { fuzzApp } from './act/fuzz-app.ts'
import { mapApp } from './act/map-app.ts'
import { placeCall } from './act/place-call.ts'
import { replayFindingTool } from './act/replay-finding.ts'
import { replayRecording } from './act/replay-recording.ts'

/** The tools that send requests to an app on this machine. */
export const actingTools: readonly Tool[] = [placeCall, replayRecording, fuzzApp, replayFindingTool, mapApp]
