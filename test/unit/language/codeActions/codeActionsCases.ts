/** A deployment with which nothing is wrong but hints. */
export const sound = `[dm_master_servers]
dm_master ansible_host=127.0.0.1

[dm_worker_servers]
w1 ansible_host=127.0.0.2 source_id=s-01 server_id=101 mysql_host=127.0.1.1 mysql_password=
w2 ansible_host=127.0.0.3 source_id=s-02 server_id=102 mysql_host=127.0.1.2 mysql_password=

[prometheus_servers]
prometheus ansible_host=127.0.0.1

[grafana_servers]
grafana ansible_host=127.0.0.1

[alertmanager_servers]
alertmanager ansible_host=127.0.0.1

[all:vars]
cluster_name = c
ansible_user = tidb
dm_version = v1.0.7
deploy_dir = /home/tidb/deploy
`;

/** AES of a random number that is not random: the beginning is always the same. */
export const ciphertext = /mysql_password=A{21}[A-Za-z0-9+/]+=*/;

/** What is written instead, the problem that it makes, the title of the fix, what is then there. */
export type Case = readonly [
  from: string,
  to: string,
  code: string,
  title: string,
  after: string | RegExp,
];

// biome-ignore format: a table reads best with one case a line.
export const cases: readonly Case[] = [
  ['v1.0.7', 'v1.0.7 # newest', 'comment-in-value', 'Move the comment to a line of its own', '# newest\ndm_version = v1.0.7\n'],
  ['v1.0.7', 'v1.0.7 ; newest', 'semicolon-comment', 'Move the comment to a line of its own', '# newest\ndm_version = v1.0.7\n'],
  ['mysql_password=\nw2', 'mysql_password=\nw2 ;a=1', 'semicolon-comment', 'Begin the comment with #', 'w2 #a=1'],
  ['s-01 server', 's#01 server', 'hash-cuts-line', 'Put the value of source_id into quotes', "source_id='s#01' server_id=101"],
  ['s-02 server', 's\\02 server', 'backslash-removed', 'Put the value of source_id into quotes', "source_id='s\\02' server_id"],
  ['w1 ', '\ufeffw1 ', 'invisible-character', 'Delete this invisible character', '\nw1 ansible_host'],
  ['w1 ', 'w1\xa0', 'invisible-character', 'Type a plain blank instead of this character', '\nw1 ansible_host'],
  ['server_id=101', 'server_id=0101', 'python-dependent-value', 'Change server_id to 101', 'server_id=101 '],
  ['s-01', '0101', 'python-dependent-value', 'Write source_id as text, in quotes', `source_id="'0101'"`],
  ['w1 ', 'w1 server_id=7 ', 'repeated-variable', 'Remove this assignment of server_id, which has no effect', 'w1 ansible_host'],
  ['w1 ', 'w[3:1] a=1\nw1 ', 'empty-range', 'Comment out this line', '# w[3:1] a=1\nw1 '],
  ['[prometheus', 'w1:2222\n\n[prometheus', 'ignored-port', 'Set ansible_port to 2222', '\nw1 ansible_port=2222\n'],
  ['mysql_host=127.0.1.1', 'mysql-host=127.0.1.1', 'odd-variable-name', 'Change mysql-host to mysql_host', 'mysql_host=127.0.1.1'],
  ['mysql_host=127.0.1.1', 'mysql_hots=127.0.1.1', 'unknown-variable', 'Change mysql_hots to mysql_host', 'mysql_host=127.0.1.1'],
  ['w1 ansible_host', 'w1 ansible_ssh_host', 'old-host-variable', 'Change ansible_ssh_host to ansible_host', 'w1 ansible_host'],
  ['[all:vars]', '[dm_worker_servers:vars]\nmysql_port = 3307\n\n[all:vars]', 'misplaced-variable', 'Move mysql_port to the lines of the hosts', 'mysql_password= mysql_port=3307\nw2 '],
  ['[all:vars]', '[all:vars]\nbackup_dir = /b', 'misplaced-variable', 'Remove backup_dir, which has no effect', '[all:vars]\ncluster_name'],
  ['[grafana_servers]', '[grafana_server]', 'unknown-group', 'Change grafana_server to grafana_servers', '[grafana_servers]'],
  ['[grafana_servers]\ngrafana ansible_host=127.0.0.1\n', '', 'group-host-count', 'Add grafana on 127.0.0.1 to [grafana_servers]', '[grafana_servers]\ngrafana ansible_host=127.0.0.1\n'],
  ['c\n', 'c\n', 'no-portal', 'Add dm_portal on 127.0.0.1 to [dm_portal_servers]', '[dm_portal_servers]\ndm_portal ansible_host=127.0.0.1\n'],
  ['ansible_user = tidb\n', '', 'missing-ansible-user', 'Set ansible_user to tidb in [all:vars]', 'ansible_user = tidb'],
  ['cluster_name = c\n', '', 'missing-cluster-name', 'Set cluster_name to test-cluster in [all:vars]', 'cluster_name = test-cluster'],
  ['dm_version = v1.0.7\n', '', 'missing-dm-version', 'Set dm_version to v1.0.7 in [all:vars]', 'dm_version = v1.0.7'],
  ['= tidb', '= root', 'root-user', 'Change ansible_user to tidb', 'ansible_user = tidb'],
  ['deploy_dir = /home/tidb/deploy\n', '', 'missing-deploy-dir', 'Set deploy_dir to /home/tidb/deploy in [all:vars]', 'deploy_dir = /home/tidb/deploy'],
  ['w2 ansible_host=127.0.0.3', 'w2 ansible_host=127.0.0.2', 'shared-deploy-dir', 'Set deploy_dir to /home/tidb/deploy-2', 'mysql_password= deploy_dir=/home/tidb/deploy-2\nw2'],
  ['w2 ansible_host=127.0.0.3', 'w2 ansible_host=127.0.0.2', 'duplicate-worker-address', 'Set dm_worker_port to 8263', 'mysql_password= dm_worker_port=8263\nw2'],
  ['grafana ', 'grafana grafana_port=9090 ', 'port-collision', 'Set prometheus_port to 9091', 'prometheus ansible_host=127.0.0.1 prometheus_port=9091'],
  ['grafana ', 'grafana grafana_port=03000 ', 'invalid-port', 'Change grafana_port to 3000', 'grafana_port=3000 '],
  ['source_id=s-01 ', '', 'missing-source-id', 'Set source_id to s-03', 'mysql_password= source_id=s-03\nw2'],
  ['s-01', '101', 'source-id-not-text', 'Write source_id as text, in quotes', `source_id="'101'" `],
  ['s-02', 's-01', 'duplicate-source-id', 'Set source_id to s-02', 'w1 ansible_host=127.0.0.2 source_id=s-02'],
  ['server_id=102', 'server_id=101', 'duplicate-server-id', 'Set server_id to 102', 'source_id=s-01 server_id=102'],
  ['server_id=102', 'server_id=x', 'invalid-server-id', 'Set server_id to 102', 'source_id=s-02 server_id=102'],
  ['server_id=102', 'server_id=0', 'zero-server-id', 'Set server_id to 102', 'source_id=s-02 server_id=102'],
  [' mysql_password=\nw2', '\nw2', 'missing-password', "Set mysql_password to ''", 'mysql_host=127.0.1.1 mysql_password=\nw2'],
  ['password=\nw2', 'password=123456\nw2', 'password-not-text', 'Encrypt the password', ciphertext],
  ['password=\nw2', 'password=secret\nw2', 'plain-password', 'Encrypt the password', ciphertext],
  ['password=\nw2', 'password=se#cret\nw2', 'altered-password', 'Encrypt the password', ciphertext],
  ['password=\nw2', `password='a"b'\nw2`, 'toml-breaking-character', 'Encrypt the password', ciphertext],
  ['server_id=101', 'enable_gtid=True', 'invalid-enable-gtid', 'Change enable_gtid to true', 'enable_gtid=true '],
  ['server_id=101', 'enable_gtid=false', 'gtid-off', 'Change enable_gtid to true', 'enable_gtid=true '],
  ['server_id=101 ', 'relay_binlog_gtid=0-1-1 ', 'unused-relay-position', 'Remove relay_binlog_gtid, which has no effect', 'source_id=s-01 mysql_host'],
  ['server_id=101', 'flavor=MariaDB', 'invalid-flavor', 'Change flavor to mariadb', 'flavor=mariadb '],
  ['127.0.1.1', 'mariadb.local', 'mariadb-without-flavor', 'Set flavor to mariadb', 'mysql_password= flavor=mariadb\n'],
  ['server_id=101', 'dm_worker_log_level=information', 'invalid-log-level', 'Change dm_worker_log_level to info', 'log_level=info '],
  ['w1 ansible_host=', 'w1 ansible_host = ', 'parse-error', 'Remove the blanks around =', 'w1 ansible_host=127'],
  ['w1 ', 'w1 a={{5}} ', 'parse-error', 'Put the value of a into quotes', `w1 a="'{{5}}'" `],
  ['[all:vars]', '[all:var]', 'parse-error', 'Change var to vars', '[all:vars]'],
  ['[all:vars]', '[ all : vars ]', 'parse-error', 'Change [ all : vars ] to [all:vars]', '\n[all:vars]'],
  ['[all:vars]', '[x:children]\ngrafana_server\n[all:vars]', 'parse-error', 'Change grafana_server to grafana_servers', '\ngrafana_servers\n'],
  ['[all:vars]', '[x:vars]\n\n[all:vars]', 'parse-error', 'Add the group [x]', '\n[x]\n'],
  ['w1 ', "w1 a='b ", 'parse-error', 'Comment out this line', "# w1 a='b "],
  ['v1.0.7', '1.0.6', 'odd-dm-version', 'Change dm_version to v1.0.6', 'dm_version = v1.0.6'],
];
