import { twilioContent, twilioContentRows } from '@ringback/catalog'
import { expect, test } from 'vitest'

test('TwiML and sounds of Twilio are told by host and path, whatever the scheme, the case and the query', () => {
  const of = (url: string) => twilioContent(url)?.title
  expect(of('http://twimlets.com/holdmusic?Bucket=com.twilio.music.ambient')).toBe('hold music twimlet')
  expect(of('https://www.twimlets.com/voicemail?Email=a@example.com')).toBe('voicemail twimlet')
  expect(of('https://twimlets.com/AC123/own')).toBe('twimlet')
  expect(of('https://demo.twilio.com/docs/voice.xml')).toBe('demo TwiML')
  expect(of('https://demo.twilio.com/docs/classic.mp3')).toBe('demo music')
  expect(of('https://demo.twilio.com/welcome/voice/')).toBe('welcome TwiML')
  expect(of('http://api.twilio.com/Cowbell.mp3')).toBe('cowbell')
  expect(of('http://com.twilio.sounds.music.s3.amazonaws.com/MARKOVICHAMP-B8.mp3')).toBe('hold music')
  expect(of('https://s3.amazonaws.com/com.twilio.music.classical/BusyStrings.mp3')).toBe('hold music')
  expect(of('https://media.twiliocdn.com/sdk/hold.mp3')).toBe('media')
  expect(of('https://handler.twilio.com/twiml/EH5ef8732a3c49700934481addd5ce1659')).toBe('TwiML Bin')
})

test('a host may be written in any way that stands for it', () => {
  for (const host of ['TWIMLETS.com:443', 'user:secret@twimlets.com', '%74wimlets.com', 'ｔwimlets.com'])
    expect(twilioContent(`https://${host}/echo`)?.title).toBe('echo twimlet')
})

test('the pages of everybody else are not Twilio’s', () => {
  for (const url of [
    'https://app.example.com/voicemail',
    'https://twimlets.com.example.com/voicemail',
    'https://example.com/?url=https://twimlets.com/echo',
    'https://s3.amazonaws.com/sounds-of-a-customer/hello.mp3',
    'https://api.twilio.com/2010-04-01/Accounts',
    'ftp://demo.twilio.com/docs/voice.xml',
    'not a url',
    '/voicemail',
  ]) {
    expect(twilioContent(url)).toBeUndefined()
  }
})

test('every row has a host and a path as URLs are compared, and a source', () => {
  for (const row of twilioContentRows) {
    expect(twilioContent(`https://${row.host}${row.path}`)?.host).toBe(row.host)
    expect(row.path).toMatch(/^\/[^A-Z]*$/)
    expect(row.source).not.toBe('')
  }
})
