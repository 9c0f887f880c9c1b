"""Stand-in for dm-master, dm-worker, dm-portal, prometheus, grafana-server, alertmanager and dmctl.

Which one it plays is its own file name."""
import os
import sys

NAME = os.path.basename(sys.argv[0])

if NAME == 'dmctl':
    import dmctl
    dmctl.main(sys.argv[1:])
elif sys.argv[1:2] == ['fleet']:
    import fleet
    fleet.main(sys.argv[2])
else:
    import service
    service.main(NAME, sys.argv[1:])
