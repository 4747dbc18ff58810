import { commandGroup, type InstalledCommand } from '../../shell/command.ts'
import { checkTwimlCommand } from './twiml.ts'
import { checkWebhookCommand } from './webhook.ts'

/** `ringback check`. */
export const checkCommand: InstalledCommand = commandGroup('check', 'Check a webhook or a TwiML document', [
  checkWebhookCommand,
  checkTwimlCommand,
])
