import type { Placement } from '../placement.ts'
import { twiml } from './answers.ts'

/** Values in attributes, parameters and addresses of TwiML. */
export const attributes: readonly Placement[] = [
  twiml(
    'a SIP address with a password',
    ['hunter2hunter', 'penelope'],
    '<Dial><Sip>sip:penelope:hunter2hunter@pbx.example.com;transport=tls?X-Token=hunter2hunter</Sip></Dial>',
  ),
  twiml(
    'a SIP address with an encoded header',
    ['penelope'],
    '<Dial><Sip>sip:a@b.example.com?X-Ctx=%7B%22who%22%3A%22penelope%22%7D</Sip></Dial>',
  ),
  twiml(
    'the parameter of a stream',
    ['penelope', 'tok_abc123456789'],
    '<Connect><Stream url="wss://a.example.com/s?token=tok_abc123456789"><Parameter name="customer" value="penelope"/></Stream></Connect>',
  ),
  twiml(
    'the name of a parameter',
    ['penelope quist'],
    '<Connect><Stream url="wss://a.example.com/s"><Parameter name="penelope quist" value="1"/></Stream></Connect>',
  ),
  twiml(
    'the parameter of a relay',
    ['penelope'],
    '<Connect><ConversationRelay url="wss://a.example.com"><Parameter name="n" value="penelope"/></ConversationRelay></Connect>',
  ),
  twiml(
    'the parameter of an assistant',
    ['penelope'],
    '<Connect><Assistant id="aia_x"><Parameter name="n" value="penelope"/></Assistant></Connect>',
  ),
  twiml(
    'the parameter of a SIP leg',
    ['penelope'],
    '<Dial><Application><ApplicationSid>AP00000000000000000000000000000001</ApplicationSid><Parameter name="n" value="penelope"/></Application></Dial>',
  ),
  twiml(
    'the description of a payment',
    ['penelope'],
    '<Pay description="order of penelope quist"><Parameter name="id" value="penelope"/></Pay>',
  ),
  twiml(
    'a custom parameter of a SIP recorder',
    ['penelope'],
    '<Start><Siprec name="penelope" connectorName="c"><Parameter name="n" value="penelope"/></Siprec></Start>',
  ),
  twiml(
    'the name of a transcription',
    ['penelope'],
    '<Start><Transcription name="call of penelope" hints="penelope, quist"/></Start>',
  ),
  twiml(
    'the label of a conference',
    ['penelope'],
    '<Dial><Conference participantLabel="penelope">room</Conference></Dial>',
  ),
  twiml(
    'attributes of a task',
    ['penelope', '6175550142'],
    '<Enqueue workflowSid="WW00000000000000000000000000000001"><Task priority="5">{&quot;name&quot;:&quot;penelope&quot;,&quot;n&quot;:6175550142}</Task></Enqueue>',
  ),
  twiml(
    'a status callback with a name',
    ['penelope'],
    '<Dial><Number statusCallback="/events/penelope?who=penelope">+16175550142</Number></Dial>',
  ),
  twiml('a wait URL with a name', ['penelope'], '<Enqueue waitUrl="/wait?who=penelope">support</Enqueue>'),
]
