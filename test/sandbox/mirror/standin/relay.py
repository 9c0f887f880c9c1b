"""The relay unit of a worker: what it has of its upstream's binlog, as positions, GTID set and files.

GTID sets are of one transaction for 200 bytes. A switch to another primary (the virtual IP moved and
switch-relay-master was called, or the address in dm-worker.toml is another) begins a new directory
`UUID.000002`, as the real one does."""
import os
import zlib

import binlog

OPERATIONS = {'PauseRelay': ('Running', 'Paused'), 'ResumeRelay': ('Paused', 'Running')}


class Relay:
    def __init__(self, state, directory, source):
        self.upstream, self.directory = state['upstream'], directory
        self.source = source
        if 'relay' not in state:
            state['relay'] = {
                'stage': 'Running', 'isHeld': False, 'position': self.upstream['position'], 'directory': 1,
                'generation': self.upstream['generation'], 'gtid': None, 'error': None, 'purged': 1,
            }
        self.state = state['relay']

    def notice_upstream(self, address):
        """At start: another address in the configuration is another primary."""
        now = '%s:%s' % (address.get('host', ''), address.get('port', ''))
        if self.upstream.get('address', now) != now:
            self.upstream['generation'] += 1
            self.follow_new_primary()
        self.upstream['address'] = now
        if self.state['stage'] == 'Paused' and not self.state['error']:
            self.state['stage'] = 'Running'  # a new process starts its relay

    def follow_new_primary(self):
        self.upstream['past'] = self.gtid_set(self.state['generation'], self.position())
        self.state.update(directory=self.state['directory'] + 1, generation=self.upstream['generation'])

    def advance(self):
        if self.state['stage'] == 'Running' and not self.state['isHeld']:
            self.state['position'] = max(self.state['position'], self.upstream['position'])

    def position(self):
        return self.state['position']

    def is_caught_up(self):
        return self.state['position'] >= self.upstream['position']

    def gtid(self):
        return self.state['gtid'] or self.gtid_set(self.state['generation'], self.position())

    def master_gtid(self):
        return self.upstream['gtid'] or self.gtid_set(self.upstream['generation'], self.upstream['position'])

    def gtid_set(self, generation, position):
        own = '%s:1-%d' % (self.uuid(generation), max(1, int(position) // 200))
        return ','.join(part for part in (self.upstream['past'] if generation > 1 else '', own) if part)

    def sub_directory(self):
        return '%s.%06d' % (self.uuid(self.state['generation']), self.state['directory'])

    def uuid(self, generation):
        """The server_uuid of the nth primary that this source has had."""
        return 'c0149e17-dff1-11e8-b6a8-%08x%04x' % (zlib.crc32(self.source.encode()), generation)

    def operate(self, op):
        """Why it can't be done; None when it is."""
        stage = self.state['stage']
        if op == 'SwitchMaster':
            if stage != 'Paused':
                return 'current stage is %s, Paused required, relay op switch master' % stage
            self.upstream['generation'] = max(self.upstream['generation'], self.state['generation'] + 1)
            return self.follow_new_primary()
        wanted, after = OPERATIONS[op]
        if stage != wanted:
            return 'current stage is %s, %s required, relay op %s' % (stage, wanted, op)
        self.state.update(stage=after, error=None)

    def purge(self, filename):
        """Removes the files before this one. Why it can't be done; None when it is."""
        number = binlog.file_number(filename)
        if number is None or number > binlog.number(self.position()):
            return 'relay log file %s not found in %s' % (filename, self.sub_directory())
        self.state['purged'] = max(self.state['purged'], number)

    def write_files(self):
        folder = os.path.join(self.directory, self.sub_directory())
        os.makedirs(folder, exist_ok=True)
        write(os.path.join(self.directory, 'server-uuid.index'), self.sub_directory() + '\n')
        last = binlog.number(self.position())
        write(os.path.join(folder, 'relay.meta'), 'binlog-name = "%s"\nbinlog-pos = %d\nbinlog-gtid = "%s"\n' % (
            binlog.file_name(last), binlog.offset(self.position()), self.gtid()))
        kept = {binlog.file_name(number) for number in range(self.state['purged'], last + 1)}
        for name in os.listdir(folder):
            if binlog.file_number(name) is not None and name not in kept:
                os.remove(os.path.join(folder, name))
        for name in kept - set(os.listdir(folder)):
            write(os.path.join(folder, name), '')


def write(path, text):
    with open(path, 'w') as file:
        file.write(text)
