import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connectToHub, type ReceivedMessage } from '../../../src/data/samp/sampHub.ts';

const hasAstropy = spawnSync('python3', ['-W', 'ignore', '-c', 'import astropy.samp']).status === 0;

/** A hub of astropy's with the web profile, and a client that highlights row 7 once it was sent a table. */
const program = `
import sys, tempfile, threading, time
from astropy.samp import SAMPHubServer, SAMPIntegratedClient, conf
from astropy.samp.hub import WebProfileDialog
conf.use_internet = False
port = int(sys.argv[1])
class Consent(WebProfileDialog):
    def show_dialog(self, *about):
        self.consent()
dialog = Consent()
hub = SAMPHubServer(web_profile=True, web_profile_dialog=dialog, web_port=port, lockfile=tempfile.mkdtemp() + "/samp", mode="multiple", addr="127.0.0.1")
hub.start()
def ask():
    while True:
        dialog.handle_queue()
        time.sleep(0.02)
threading.Thread(target=ask, daemon=True).start()
client = SAMPIntegratedClient(name="other", addr="127.0.0.1")
client.connect(hub=hub)
def receive(private_key, sender, mtype, params, extra):
    print("GOT", params["name"], params["url"][:20], flush=True)
    client.notify_all({"samp.mtype": "table.highlight.row", "samp.params": {"table-id": params["table-id"], "url": params["url"], "row": "7"}})
client.bind_receive_notification("table.load.votable", receive)
print("READY", flush=True)
sys.stdin.read()
client.disconnect()
hub.stop()
`;

describe.skipIf(!hasAstropy)('astropy’s hub with the web profile', () => {
  let hub: ChildProcess;
  const port = 20_000 + (process.pid % 9000);
  let told = '';
  beforeAll(async () => {
    hub = spawn('python3', ['-W', 'ignore', '-c', program, String(port)]);
    hub.stdout!.on('data', piece => {
      told += piece;
    });
    let errors = '';
    hub.stderr!.on('data', piece => {
      errors += piece;
    });
    while (!told.includes('READY')) {
      if (hub.exitCode !== null) throw new Error(errors);
      await new Promise(resolve => setTimeout(resolve, 50));
    }
  }, 60_000);
  afterAll(() => hub.stdin!.end());

  it('takes a table from this client and has its row highlighted', async () => {
    const received: ReceivedMessage[] = [];
    const connection = await connectToHub({
      name: 'Morphospace',
      description: 'Galaxies',
      mtypes: ['table.highlight.row'],
      onMessage: message => void received.push(message),
      onLost: () => undefined,
      hubUrl: `http://127.0.0.1:${port}/`,
      pullMs: 20,
    });
    expect([...(await connection.listeners('table.load.votable')).values()]).toContain('other');
    const params = {
      url: 'data:application/x-votable+xml;base64,AA==',
      name: 'galaxies & more',
      'table-id': 'm1',
    };
    await connection.send({ mtype: 'table.load.votable', params });
    for (let i = 0; i < 200 && received.length === 0; i++)
      await new Promise(resolve => setTimeout(resolve, 25));
    expect(received[0]).toMatchObject({
      mtype: 'table.highlight.row',
      params: { 'table-id': 'm1', row: '7' },
    });
    expect(told).toContain('GOT galaxies & more data:application/x-v');
    await connection.leave();
  });
});
