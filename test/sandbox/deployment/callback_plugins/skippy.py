"""The stdout_callback that DM-Ansible names, for an Ansible that came without collections."""
from ansible.plugins.callback.default import CallbackModule as Default

DOCUMENTATION = '''
    name: skippy
    type: stdout
    short_description: the default output without a line for each skipped task
    extends_documentation_fragment: [default_callback]
'''


class CallbackModule(Default):
    CALLBACK_NAME = 'skippy'

    def v2_runner_on_skipped(self, result):
        return

    def v2_runner_item_on_skipped(self, result):
        return
