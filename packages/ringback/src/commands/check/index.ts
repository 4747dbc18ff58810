import { commandGroup, type InstalledCommand } from '../../shell/command.ts'
import { checkRecordingsCommand } from './recordings.ts'
import { checkTwimlCommand } from './twiml.ts'
import { checkWebhookCommand } from './webhook.ts'

/** `ringback check`. */
export const checkCommand: InstalledCommand = commandGroup(
  'check',
  'Check a webhook, a TwiML document or a folder of recordings',
  [checkWebhookCommand, checkTwimlCommand, checkRecordingsCommand],
)
