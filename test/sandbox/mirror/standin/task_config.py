"""What dm-master makes of a task's configuration. dmctl, which has a YAML reader, sends it as JSON."""
import json

MODES = ('full', 'incremental', 'all')


def parse(text):
    """{name, mode, sharding, target, sources, ignoresChecks}. ValueError with DM's words."""
    task = json.loads(text)
    if not isinstance(task, dict):
        raise ValueError('decode task config: yaml: unmarshal errors')
    if not task.get('name'):
        raise ValueError('[code=20009:class=config:scope=internal:level=high] must give a task name')
    if task.get('task-mode') not in MODES:
        raise ValueError('[code=20011:class=config:scope=internal:level=high] please specify right task-mode, '
                         'support `full`, `incremental`, `all`')
    instances = task.get('mysql-instances') or []
    if not instances:
        raise ValueError('[code=20012:class=config:scope=internal:level=high] must specify at least one '
                         'mysql-instances')
    target = task.get('target-database') or {}
    return {
        'name': str(task['name']),
        'mode': task['task-mode'],
        'sharding': bool(task.get('is-sharding')),
        'target': '%s:%s' % (target.get('host', ''), target.get('port', '')),
        'sources': [str(instance.get('source-id', '')) for instance in instances],
        'ignoresChecks': 'all' in (task.get('ignore-checking-items') or []),
    }


def failed_check(failure):
    """dmctl prints this text between the quotes of `msg` as it is, so that the whole is no JSON."""
    found = {'id': 5, 'name': failure['name'], 'desc': 'check %s' % failure['name'], 'state': 'fail',
             'errorMsg': failure['error'], 'instruction': failure.get('instruction', ''),
             'extra': failure.get('extra', '')}
    detail = {'results': [found],
              'summary': {'passed': False, 'total': 14, 'successful': 13, 'failed': 1, 'warning': 0}}
    return ('[code=26005:class=dm-master:scope=internal:level=medium] check synchronization configuration with '
            'error: fail to check synchronization configuration with type: check was failed, please see detail\n'
            ' detail: %s' % json.dumps(detail, indent='\t'))
